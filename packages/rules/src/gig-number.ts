/** A gig's number as it is said and written: `123-456`. */
export const gigNumber = (number: string): string => `${number.slice(0, 3)}-${number.slice(3)}`;

const SPOKEN = /^(\d{3})-?(\d{3})$/;

/** The six digits of a number that is written with or without its dash; null: it is none. */
export function gigDigits(written: string): string | null {
  const digits = SPOKEN.exec(written);
  return digits ? `${digits[1]}${digits[2]}` : null;
}
