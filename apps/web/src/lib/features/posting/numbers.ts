import { plainNumber } from '@linggong/contracts/digits.ts';
import { NUMBER_LIMITS, type NumberLimits, rangeWords } from '@linggong/contracts/limits.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('posting');

/** What was typed where a number belongs: the number, null where nothing was typed, `wrong` where it is none. */
export type Typed = number | null | 'wrong';

const UNIT = /(?:元|块钱?|个?人|个|公斤|千克|kg|米|岁|天)$/i;
/** `1,250`; a comma elsewhere says something else. */
const THOUSANDS = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** The number that was typed, whatever its size. */
function anyNumber(text: string): Typed {
  const plain = plainNumber(text)
    .replace(/(\d)。(?=\d)/g, '$1.')
    .replace(/[\s¥]/g, '')
    .replace(UNIT, '');
  if (plain === '') return text.trim() === '' ? null : 'wrong';
  const bare = THOUSANDS.test(plain) ? plain.replaceAll(',', '') : plain;
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : 'wrong';
}

const decimalsOf = (n: number) => /\.(\d+)$/.exec(String(n))?.[1]?.length ?? 0;
const fits = (n: number, { min, max, decimals = 0 }: NumberLimits) =>
  n >= min && n <= max && decimalsOf(n) <= decimals;

/** Reads a number as people type it: full-width digits, `¥220`, `1,250`, `25公斤`. */
export function typedNumber(text: string, limits: NumberLimits): Typed {
  const number = anyNumber(text);
  return typeof number !== 'number' || fits(number, limits) ? number : 'wrong';
}

/** What to say of what was typed; null: it is a number that fits, or nothing. */
export function numberWrong(
  text: string,
  limits: NumberLimits,
  notANumber: string = words().wrongNumber,
): string | null {
  const number = anyNumber(text);
  if (number === 'wrong') return notANumber;
  return number === null || fits(number, limits) ? null : rangeWords(limits);
}

/** The number, or null where there is none. */
export const numberOr = (typed: Typed): number | null => (typed === 'wrong' ? null : typed);

const SAID = new Map(
  [...'俩仨一二三四五六七八九十两'].map((figure, i) => [figure, i < 2 ? i + 2 : i < 12 ? i - 1 : 2]),
);

/** A small number of people as it is said: `两人`, `二`, `3个人分` as digits; else the text as it is. */
export function saidPeople(text: string): string {
  const bare = text.trim().replace(/(?:个?人)?(?:平?分)?$/, '');
  const said = SAID.get(bare);
  return said === undefined ? bare : String(said);
}

/** What to say of how many share a piece; null: nothing. */
export const peopleWrong = (text: string): string | null =>
  numberWrong(saidPeople(text), NUMBER_LIMITS.sharedBy, words().wrongPeople);

/** Reads `97.178, 31.137`: longitude and latitude, as maps give them; null: nothing typed. */
export function typedPoint(text: string): [number, number] | null | 'wrong' {
  const plain = plainNumber(text).trim();
  if (plain === '') return null;
  const found = /^(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d+)?)$/.exec(plain);
  if (!found) return 'wrong';
  const [lng, lat] = [Number(found[1]), Number(found[2])];
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : 'wrong';
}
