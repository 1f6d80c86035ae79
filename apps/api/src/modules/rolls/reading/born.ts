import { words } from '../../../platform/sheets/cells/text.ts';

/** Of what has no blanks. */
const FULL = /^((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;
const TOGETHER = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;
const MONTH = /^((?:19|20)\d{2})[-/.年](\d{1,2})月?$|^((?:19|20)\d{2})(\d{2})$/;
/** What a spreadsheet program puts behind a day. */
const MIDNIGHT = /\s0{1,2}:00(?::00)?$/;
const YEAR = /^((?:19|20)\d{2})年?(?:出?生)?$/;
/** Days since 1899-12-30, as spreadsheet programs count them: of the years from 1920 to 2030. */
const SERIAL = /^\d{4,5}$/;
const [FIRST, LAST] = [7_306, 47_848];
const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

type Born = { birthDate: string | null; birthYear: number | null };

const isoOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** A day that there was. */
function dayOf(year: string, month: string, day: string): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(ms) || isoOf(ms) !== iso ? null : iso;
}

/**
 * When somebody was born, by a cell: a day, also as a spreadsheet program counts days; of a month or a year the year alone.
 * Null where it can't be read, or lies after `today`.
 */
export function readBorn(cell: string, today: string): Born | null {
  const text = words(cell).replace(MIDNIGHT, '').replace(/\s/g, '');
  const full = FULL.exec(text) ?? TOGETHER.exec(text);
  const day = full
    ? dayOf(full[1]!, full[2]!, full[3]!)
    : SERIAL.test(text) && !YEAR.test(text) && Number(text) >= FIRST && Number(text) <= LAST
      ? isoOf(EPOCH + Number(text) * DAY_MS)
      : null;
  if (day) return day > today ? null : { birthDate: day, birthYear: null };
  if (full) return null;
  const month = MONTH.exec(text);
  const year = month ? (month[1] ?? month[3]) : YEAR.exec(text)?.[1];
  if (!year || Number(year) > Number(today.slice(0, 4))) return null;
  return { birthDate: null, birthYear: Number(year) };
}

const AGE = /^(\d{1,3})(?:\.0+)?\s*(?:周?岁)?$/;
const OLDEST = 120;

/** The year of birth that an age gives; null where it is none. */
export function yearOfAge(cell: string, today: string): number | null {
  const age = Number(AGE.exec(words(cell))?.[1] ?? Number.NaN);
  return Number.isNaN(age) || age > OLDEST ? null : Number(today.slice(0, 4)) - age;
}
