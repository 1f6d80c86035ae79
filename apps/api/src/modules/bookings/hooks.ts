import type { BookingRecord } from './model.ts';

/** What bookings ask of modules above them. */
export type BookingHooks = {
  /** For which of some bookings an account was shown the other side's number. */
  shownTo: (
    accountId: string,
    bookings: readonly Pick<BookingRecord, '_id' | 'state'>[],
  ) => Promise<(booking: Pick<BookingRecord, '_id'>) => boolean>;
  /** A person gave all back that they held of a gig; in the transaction of it. */
  steppedBack: (booking: Pick<BookingRecord, 'gigId' | 'personId'>) => Promise<void>;
};
