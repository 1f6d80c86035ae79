const DIGIT = /\p{Nd}/gu;
const IS_DIGIT = /^\p{Nd}$/u;
/** Dashes and minus signs as keyboards and copied texts have them. */
const DASHES = /[\u2010-\u2015\u2212\u30fc\ufe58\ufe63\uff0d]/g;
/** Marks that nobody sees: direction, joiners, soft hyphens. They come along with what is copied. */
const UNSEEN = /\p{Cf}/gu;

/** Decimal digits stand in rows of ten, each from 0 on; some rows follow one another. */
function figureOf(digit: string): string {
  const code = digit.codePointAt(0)!;
  let before = 0;
  while (IS_DIGIT.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}

/** A text with the digits of every script (`１`, `༡`, `१`, `١`) as `1`; everything else stays. */
export const plainDigits = (text: string): string =>
  text.replace(DIGIT, (digit) => (digit <= '9' ? digit : figureOf(digit)));

/**
 * What was typed or pasted where a number belongs (of a phone, a code, a gig, an amount), with plain digits, signs and
 * spaces, as every schema and form reads it first.
 */
export const plainNumber = (text: string): string =>
  plainDigits(text.replace(UNSEEN, '').replace(DASHES, '-').normalize('NFKC'));
