import type { Plan } from '../planner/plan.ts';
import type { Hit, Stats } from '../planner/scan.ts';
import type { Doc } from '../values/bson.ts';
import type { Maybe } from '../values/maybe.ts';

/** A document that matches; `parsed` has what the filter, the sort and `needs` look at. */
export interface Match extends Hit {
  parsed: Doc;
}

/** What a read finds, one after the other or counted. */
export interface Result {
  plan: Plan;
  /** The id of the collection that it is read from. */
  collection: number;
  stats: Stats;
  /** The documents that its answer hangs on; undefined where others could have a say too. */
  rids: () => readonly number[] | undefined;
  /** The next document, undefined at the end. */
  next: () => Maybe<Match | undefined>;
  /** The bytes that it holds until they are asked for. */
  held: () => number;
  /** How many there are; instead of `next`, not after it. */
  count: () => Maybe<number>;
}
