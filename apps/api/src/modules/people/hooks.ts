import type { Types } from 'mongoose';

type Id = Types.ObjectId;

/** Why two records can't be put together; `title`: of what is in the way. */
export type InTheWay = { why: 'sameGig' | 'overlap'; title: string };

/** What a module above knows by a person's id, and how it follows when two records become one. All in its transaction. */
export type PersonMover = {
  /** What must be settled before; absent: never anything. */
  inTheWay?: (kept: Id, gone: Id) => Promise<InTheWay[]>;
  /** Gives all that is `from`'s to `to`; the ids of what moved. */
  move: (from: Id, to: Id) => Promise<string[]>;
  /** Gives these back, as far as `from` still has them; how many. */
  putBack: (ids: readonly string[], from: Id, to: Id) => Promise<number>;
  /** What of it a merge ended and does not come back with it, as it is called, once it was put back; absent: nothing. */
  staysOver?: (ids: readonly string[]) => Promise<string[]>;
  /** What `kept` has that was made since, as it is called; absent: nothing that anybody would miss. */
  madeSince?: (kept: Id, since: Date) => Promise<string[]>;
};

/** Which modules above hand in a `PersonMover`. */
export const MOVERS = ['bookings', 'showings', 'alerts', 'notices', 'grants', 'crews'] as const;

/** What people ask of modules above them: each hands in its own. */
export type PeopleHooks = Partial<Record<(typeof MOVERS)[number], PersonMover>> & {
  /** Desks wrote an own number into the records of these; in the transaction that does. */
  numbersSaid: (personIds: readonly Id[]) => Promise<void>;
};
