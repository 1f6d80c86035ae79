import type { NumberFormat } from './number-format.ts';
import { shownNumber, shownText } from './shown-as.ts';

const two = (n: number) => String(n).padStart(2, '0');
const DAY_MS = 86_400_000;
/** Days from a workbook's first day to 1970, by whether it counts from 1900 or from 1904. */
const DAYS_1900 = 25_569;
const DAYS_1904 = 24_107;
const LAST_SERIAL = 2_958_466;

/** Workbooks know no zone: the parts of the date are those that the cell shows. Before 1901 it is a time alone. */
function dateText(exact: number): string {
  // Times are fractions of a day: 08:00 may be a thousandth of a second less.
  const date = new Date(Math.round(exact / 60_000) * 60_000);
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (date.getUTCFullYear() < 1901) return clock;
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return clock === '00:00' ? day : `${day} ${clock}`;
}

/** `2026-11-22T08:00:00` as a date's cell is shown; what is none stays as it is. */
export function isoText(iso: string): string {
  // Without a zone, as the cell is: never that of this machine.
  const exact = Date.parse(/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(iso) || !iso.includes('T') ? iso : `${iso}Z`);
  return Number.isNaN(exact) ? iso : dateText(exact);
}

/** How a workbook shows its cells: the formats of its styles, where they have one, and from which year it counts. */
export type Shown = {
  formats: readonly (NumberFormat | null)[];
  from1904: boolean;
  shared: readonly string[];
};

/** A number of more than fifteen digits, of which the last were lost or will be: `4.20000123456789001E+17`. */
const TOO_LONG = /^([1-9])(\d{15,})(?:\.0*)?$/;

/** Numbers hold fifteen digits. A longer one is shown as spreadsheet programs show it, with the digits that the file has. */
export function longNumber(raw: string): string | null {
  const found = TOO_LONG.exec(raw.trim());
  if (!found) return null;
  const behind = found[2]!.replace(/0+$/, '');
  return `${found[1]}${behind && `.${behind}`}E+${found[2]!.length}`;
}

/** From here on a number may have lost digits, and no format brings them back. */
export const EXACT = 1e15;

/** A number with what its format writes around it; `plain` where that is nothing, or the number has too many digits. */
export const formattedNumber = (format: NumberFormat | null | undefined, value: number, plain: string) =>
  format && Number.isFinite(value) && Math.abs(value) < EXACT
    ? (shownNumber(format, value, plain) ?? plain)
    : plain;

function numberText(raw: string, format: NumberFormat | null, from1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (format?.isDate && value >= 0 && value < LAST_SERIAL)
    return dateText((value - (from1904 ? DAYS_1904 : DAYS_1900)) * DAY_MS);
  // Beyond fifteen digits, also where the file itself writes `4.20000123456789E+17`.
  if (Math.abs(value) >= EXACT) return longNumber(raw) ?? raw.toUpperCase();
  return formattedNumber(format, value, String(Number(value.toPrecision(15))));
}

/** `_x000D_` stands for a character that XML can't hold. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** A cell's text as it is shown: by its type, its style and what stands in it. An error is no text. */
export function cellText(type: string, style: string | undefined, raw: string, shown: Shown): string {
  const format = style === undefined ? null : (shown.formats[Number(style)] ?? null);
  const text = (said: string) => (format ? shownText(format, said) : said);
  if (type === 's') return text(shown.shared[Number(raw)] ?? '');
  if (type === 'inlineStr' || type === 'str') return text(unescaped(raw));
  if (type === 'b') return raw === '1' ? '是' : raw === '0' ? '否' : '';
  if (type === 'e') return '';
  if (type === 'd') return isoText(raw);
  return numberText(raw, format, shown.from1904);
}
