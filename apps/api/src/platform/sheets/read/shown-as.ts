import { MAX_FORMAT, type NumberFormat, type Section, type Token } from './number-format.ts';

/** More than any amount or measure has. */
const MAX_DECIMALS = 30;

/** The digits before and behind the point, half away from zero as spreadsheet programs round; no zero stands alone before it. */
function rounded(value: number, places: number): [whole: string, decimals: string] {
  if (Number.isInteger(value)) return [value === 0 ? '' : String(value), '0'.repeat(places)];
  const exact = Number(value.toPrecision(15));
  const moved = Number(`${exact}e${places}`);
  const near = Number.isNaN(moved) ? exact : Number(`${Math.round(moved)}e-${places}`);
  const [whole = '', decimals = ''] = (Number.isNaN(near) ? exact : near).toFixed(places).split('.');
  return [whole === '0' ? '' : whole, decimals];
}

/** Digits with a comma before each third of them, where `after` more follow. */
const inThousands = (digits: string, after: number) =>
  [...digits].map((digit, i) => {
    const behind = digits.length - 1 - i + after;
    return behind > 0 && behind % 3 === 0 ? `${digit},` : digit;
  });

/** Which section a number is shown by, and whether that says itself that it is negative. */
function sectionFor(
  numbers: readonly Section[],
  value: number,
): { section: Section; signed: boolean } | null {
  const last = numbers.length - 1;
  const conditional = numbers.some(({ condition }) => condition);
  // Beside a condition the first of the others is for positive numbers, and the next for all that are left.
  const byPlace = (at: number) => {
    if (at === last || (conditional && at > 0)) return true;
    if (at > 0) return value < 0;
    return last === 1 && !conditional ? value >= 0 : value > 0;
  };
  const at = numbers.findIndex(({ condition }, i) => condition?.holds(value) ?? byPlace(i));
  const section = numbers[at];
  if (!section) return null;
  return { section, signed: section.condition?.onlyNegative ?? (at === 1 && !conditional) };
}

/** The digits as the section's places hold them, from the left; the first one holds all that are too many. */
function placesOf(section: Section, whole: string): string[] {
  const padded = whole.padStart(section.leastWhole, '0');
  return Array.from({ length: section.whole }, (_, at) => {
    const behind = section.whole - 1 - at;
    const end = padded.length - behind;
    const digits = end <= 0 ? '' : padded.slice(at === 0 ? 0 : end - 1, end);
    return section.thousands ? inThousands(digits, behind).join('') : digits;
  });
}

/**
 * A number as its format shows it, where that says more than the number: words, zeros before it, digits in groups,
 * a part of it. Null where it doesn't, or shows a date, percentage, fraction or power of ten: what counts then is
 * `plain`, the value. A point with nothing behind it is left out.
 */
export function shownNumber({ isDate, numbers }: NumberFormat, value: number, plain: string): string | null {
  const found = isDate ? null : sectionFor(numbers, value);
  if (!found || found.section.otherwise) return null;
  const { section, signed } = found;
  const has = (wanted: Token['kind']) => section.tokens.some(({ kind }) => kind === wanted);
  if (has('text')) return null;
  const places = Math.min(section.decimals, MAX_DECIMALS);
  const [whole, all] = rounded(Math.abs(value) / section.divisor, places);
  const least = Math.min(section.leastDecimals, places);
  const decimals = all.slice(0, least) + all.slice(least).replace(/0+$/, '');
  const padded = section.leastWhole > Math.max(1, whole.length);
  const hasDigits = has('general') || (has('digit') && Boolean(whole || section.leastWhole || decimals));
  if (!section.writes && !padded && section.divisor === 1 && hasDigits) return null;
  const held = placesOf(section, whole);
  let [at, afterPoint, done] = [0, false, 0];
  const text = section.tokens.map((token) => {
    if (token.kind === 'literal') return token.text;
    if (token.kind === 'general') return plain.replace('-', '');
    if (token.kind === 'point') {
      afterPoint = true;
      return `${section.whole === 0 ? whole : ''}${decimals ? '.' : ''}`;
    }
    return afterPoint ? (decimals[done++] ?? '') : (held[at++] ?? '');
  });
  const minus = value < 0 && !signed && (has('general') || /[1-9]/.test(whole + decimals));
  return `${minus ? '-' : ''}${text.join('')}`;
}

/** A text as its format shows it. One that is longer than a format may be is shown as it is. */
export function shownText({ text: section }: NumberFormat, text: string): string {
  if (!section || !text || text.length > MAX_FORMAT) return text;
  return section.tokens.map((token) => (token.kind === 'text' ? text : token.text)).join('');
}
