import type { Types } from 'mongoose';

type Id = Types.ObjectId;

/** What employers ask of modules above them. */
export type EmployerHooks = {
  /** Those that have gigs, but for such as were withdrawn; with `ever` also such, if they were public once. */
  withGigs: (ids: readonly Id[], options?: { ever: boolean }) => Promise<Id[]>;
  /** The paths of regions of all gigs of one. */
  gigPlaces: (id: Id) => Promise<Id[][]>;
};
