import type { Reach } from '@linggong/contracts/gig.ts';

/** The side that a booking is made with, as far as it can be told of one. */
export type OtherSide = {
  /** Somebody signs in for the employer. */
  hasAccount: boolean;
  /** The number to call, as E.164; a landline gets no text messages. */
  phone: string | null;
  bookingMode: 'instant' | 'choose';
};

/** In China only mobile numbers get text messages; of other countries' numbers nothing is known. */
const takesTexts = (phone: string): boolean => !phone.startsWith('+86') || /^\+861[3-9]\d{9}$/.test(phone);

/**
 * Who hears of a booking. A phone without an account is told by text message, but can't choose among people. Where
 * nobody hears of it, nothing can be taken: one asks the sender.
 */
export function reachOf({ hasAccount, phone, bookingMode }: OtherSide): Reach {
  if (hasAccount) return 'account';
  return phone !== null && takesTexts(phone) && bookingMode === 'instant' ? 'phone' : 'sender';
}
