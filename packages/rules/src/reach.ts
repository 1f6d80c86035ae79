import type { Reach } from '@linggong/contracts/gig.ts';

/** The side that a booking is made with, as far as it can be told of one. */
export type OtherSide = {
  /** Somebody signs in for the employer. */
  hasAccount: boolean;
  /** A mobile number of the employer, for text messages. */
  phone: string | null;
  bookingMode: 'instant' | 'choose';
};

/**
 * Who hears of a booking. A phone without an account is told by text message, but can't choose among people. Where
 * nobody hears of it, nothing can be taken: one asks the sender.
 */
export function reachOf({ hasAccount, phone, bookingMode }: OtherSide): Reach {
  if (hasAccount) return 'account';
  return phone !== null && bookingMode === 'instant' ? 'phone' : 'sender';
}
