/** The spoken number of a gig: `028461` as `028-461`. */
export const gigNumber = (number: string): string => `${number.slice(0, 3)}-${number.slice(3)}`;

/** What people type or paste of it, as six digits; null where it is none. */
export function parseGigNumber(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
