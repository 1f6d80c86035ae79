import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Types } from 'mongoose';
import type { GigRead, GigRecord } from './model.ts';

type Id = Types.ObjectId;

/** Who holds or asks for a shift: how many are confirmed, whether anybody at all, and what each of them has. */
export type Held = {
  confirmed: ReadonlyMap<string, number>;
  active: ReadonlySet<string>;
  parts: readonly (readonly string[])[];
};

/**
 * What gigs ask of modules above them. What is said to have happened is said in the transaction of it. `Around` is the
 * type of what a gig stands in.
 */
export type GigHooks<Around> = {
  /** They wait for an operator now, or what waits says something else. */
  waiting: (gigs: readonly { gig: GigRecord; around: Around }[]) => Promise<void>;
  /** They don't wait any more, or not at this desk. */
  notWaiting: (gigs: readonly Pick<GigRecord, '_id' | 'deskPath'>[]) => Promise<void>;
  /** A change waits for an operator, or the gig was sent back. */
  inReview: (gig: GigRecord) => Promise<void>;
  /** A new version is public. Gives the gig back with the places that are free by that. */
  published: (gig: GigRecord) => Promise<GigRecord>;
  withdrawn: (gig: GigRecord) => Promise<void>;
  /** Nobody more is taken. */
  closed: (gig: GigRecord) => Promise<void>;
  expired: (gigs: readonly GigRead[]) => Promise<void>;
  /** Who holds or asks for which of a gig's shifts. */
  heldPlaces: (gigId: Id) => Promise<Held>;
  /** Bookings that are not over, by state; of gigs that have any. */
  bookingCounts: (gigIds: readonly Id[]) => Promise<Map<string, ManagedGig['bookings']>>;
};
