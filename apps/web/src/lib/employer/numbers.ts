/** What was typed where a number belongs: the number, null where nothing was typed, `wrong` where it is none. */
export type Typed = number | null | 'wrong';

const UNIT = /(?:元|块钱?|个?人|个|公斤|千克|kg|米|岁|天)$/i;

/** Reads a number as people type it: full-width digits, `¥220`, `1,250`, `25公斤`. */
export function typedNumber(text: string, limits: { min: number; max: number; decimals?: number }): Typed {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，¥]/g, '')
    .replace(UNIT, '');
  if (plain === '') return text.trim() === '' ? null : 'wrong';
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return 'wrong';
  const decimals = plain.split('.')[1]?.length ?? 0;
  const number = Number(plain);
  const fits = number >= limits.min && number <= limits.max && decimals <= (limits.decimals ?? 0);
  return fits ? number : 'wrong';
}

/** The number, or null where there is none. */
export const numberOr = (typed: Typed): number | null => (typed === 'wrong' ? null : typed);

/** Reads `97.178, 31.137`: longitude and latitude, as maps give them; null: nothing typed. */
export function typedPoint(text: string): [number, number] | null | 'wrong' {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  const found = /^(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d+)?)$/.exec(plain);
  if (!found) return 'wrong';
  const [lng, lat] = [Number(found[1]), Number(found[2])];
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : 'wrong';
}
