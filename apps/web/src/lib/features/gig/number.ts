import { plainNumber } from '@linggong/contracts/digits.ts';

/** What people type or paste of a gig's spoken number, as six digits; null where it is none. */
export function parseGigNumber(text: string): string | null {
  const digits = plainNumber(text).replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
