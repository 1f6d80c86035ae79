import { localDay } from '@linggong/rules/time.ts';
import { wholeNumber } from '../../../platform/sheets/cells/text.ts';
import { type DayTime, parseDayTime } from './times.ts';

/** A day, or a period up to the end of `to`. `assumed`: the cell says no year. */
export type ReadDates = { from: DayTime; to: DayTime | null; assumed: boolean };

const DAY_MS = 86_400_000;
/** A day without a year is of the year in which it is at most so far away from the day on which the file came. */
const BEFORE_DAYS = 60;
const AFTER_DAYS = 200;
const LONGEST = 60;

const WEEKDAYS = '日一二三四五六';
const WEEKDAY = /[（(]?(?:周|星期|礼拜)([一二三四五六日天])[)）]?/;
const CHINESE = /[〇零一二三四五六七八九十]{1,3}(?=[年月日号])/g;
const CHINESE_YEAR = /[二][〇零○][〇零○一二三四五六七八九]{2}(?=年)/g;
const CHINESE_DIGITS = '〇一二三四五六七八九';

/** `二〇二六年十二月一号` as `2026年12月1日`. */
const inFigures = (text: string) =>
  text
    .replace(CHINESE_YEAR, (year) =>
      [...year].map((c) => ('零○'.includes(c) ? 0 : CHINESE_DIGITS.indexOf(c))).join(''),
    )
    .replace(CHINESE, (number) => String(wholeNumber(number) ?? number))
    .replace(/(\d)\s*号/g, '$1日');

const YEAR = /^(20\d{2}|\d{2}(?=年|([-/.])\d{1,2}\2\d{1,2}$))\s*[-/.年]\s*/;
const MONTH_DAY = /^(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?:\s*日)?(?!\d)/;
const DAY_ALONE = /^(\d{1,2})\s*日/;
/** `12.1` may have been `12.10` before a spreadsheet program took it for a number. */
const MAYBE_NUMBER = /^\d{1,2}\.[123]$/;

/** The two days that such a cell may be, `1月1日` and `1月10日`; null for any other. */
export function eitherDay(cell: string): [string, string] | null {
  if (!MAYBE_NUMBER.test(cell)) return null;
  const [month, day] = cell.split('.');
  return [`${month}月${day}日`, `${month}月${day}0日`];
}

type Part = { year: number | null; month: number; day: number; rest: string };

/** `26.12.1` has a year, `12-1-5` a period: of two digits they have to be those of a year near `thisYear`. */
function partOf(text: string, thisYear: number): Part | null {
  const told = YEAR.exec(text);
  const said = told ? Number(told[1]) : null;
  const year = said === null || (said < 100 && Math.abs(2000 + said - thisYear) > 1) ? null : said;
  const behind = told && year !== null ? text.slice(told[0].length) : text;
  const found = MONTH_DAY.exec(behind);
  if (!found) return null;
  const [whole, month, day] = found;
  return {
    year: year !== null && year < 100 ? 2000 + year : year,
    month: Number(month),
    day: Number(day),
    rest: behind.slice(whole.length).trim(),
  };
}

/** The day of that month that is near enough to today for its year to be clear; null where none is. */
function nearYear(month: number, day: number, today: number): number | null {
  const thisYear = new Date(today).getUTCFullYear();
  const near = [thisYear - 1, thisYear, thisYear + 1].filter((year) => {
    const days = (Date.UTC(year, month - 1, day) - today) / DAY_MS;
    return days >= -BEFORE_DAYS && days <= AFTER_DAYS;
  });
  return near.length === 1 ? near[0]! : null;
}

const dayTime = (year: number, { month, day }: { month: number; day: number }, clock: string) =>
  parseDayTime(`${year}-${month}-${day}${clock ? ` ${clock}` : ''}`);

const CLOCK =
  /^\s*(?:T\s*)?((?:(?:上午|下午|早上?|晚上?|中午)\s*)?\d{1,2}(?:[:：时点](?:\d{1,2})?分?(?::\d{2})?))\s*/;
const TO = /^(?:-|~|—|至|到|－|～)\s*/;

const NEXT_YEAR = /^(?:次|翌|第二)年\s*/;

/** The end of a period: a date of its own, or a day of the same month; in the next year where it would lie before. */
function endOf(written: string, from: { year: number; month: number; day: number }): DayTime | null {
  const text = written.replace(NEXT_YEAR, `${from.year + 1}年`);
  const alone = DAY_ALONE.exec(text) ?? /^(\d{1,2})$/.exec(text);
  const part = partOf(text, from.year);
  if (!part && !alone) return null;
  const end = part ?? {
    year: null,
    month: from.month,
    day: Number(alone![1]),
    rest: text.slice(alone![0].length),
  };
  const before = end.month < from.month || (end.month === from.month && end.day < from.day);
  if (before && end.month === from.month && end.year === null) return null;
  const year = end.year ?? (before ? from.year + 1 : from.year);
  const clock = CLOCK.exec(end.rest)?.[1] ?? '';
  return end.rest.slice(CLOCK.exec(end.rest)?.[0].length ?? 0) === '' ? dayTime(year, end, clock) : null;
}

/** A weekday that is named has to be that of the day: else the year is another one. */
const fits = (day: DayTime, weekday: string | undefined) =>
  !weekday || WEEKDAYS[new Date(`${day.day}T00:00:00Z`).getUTCDay()] === weekday.replace('天', '日');

/**
 * Days as people write them: in full, `12月1日`, `12/1`, `12.1-12.5`, `十二月一号`, `2026年12月1日至5日`, `12月30日-1月3日`,
 * with a time behind or not. Where no year is said it is the one near `now`, if that is clear. Null for words (长期,
 * 12月上旬), for what can be read in two ways, and for what is no day.
 */
export function readDates(cell: string, now: Date): ReadDates | null {
  if (cell.length > LONGEST) return null;
  const full = parseDayTime(cell);
  if (full) return { from: full, to: null, assumed: false };
  if (MAYBE_NUMBER.test(cell)) return null;
  const weekday = WEEKDAY.exec(cell)?.[1];
  const text = inFigures(cell.replace(new RegExp(WEEKDAY.source, 'g'), ' ').trim());
  const today = Date.parse(`${localDay(now)}T00:00:00Z`);
  const part = partOf(text, new Date(today).getUTCFullYear());
  if (!part) return null;
  const year = part.year ?? nearYear(part.month, part.day, today);
  if (year === null) return null;
  const clock = CLOCK.exec(part.rest);
  const from = dayTime(year, part, clock?.[1] ?? '');
  if (!from || !fits(from, weekday)) return null;
  const rest = part.rest.slice(clock?.[0].length ?? 0).trim();
  const assumed = part.year === null;
  if (!rest) return { from, to: null, assumed };
  const joined = TO.exec(rest);
  const to = joined ? endOf(rest.slice(joined[0].length).trim(), { ...part, year }) : null;
  return to && { from, to, assumed };
}

/** A last day, also where words stand around it: `12月15日前`, `截止到12月15日`, `即日起至12月15日`. Of a period its end. */
export function readLastDay(cell: string, now: Date): (ReadDates & { last: DayTime }) | null {
  const bare = cell
    .trim()
    .replace(/^(?:即日起|现在起?)?\s*(?:至|到|-|~|截止(?:到|至|于|日期)?|截至|有效期?[至到])[:：\s]*/, '')
    .replace(/\s*(?:之?前|以前|止|截止|为止)(?:有效|报名)?$/, '');
  const read = readDates(bare, now);
  return read && { ...read, last: read.to ?? read.from };
}

/**
 * The last day of what begins at `first`, in a cell of its own: as `readLastDay`, and `20日` of the first one's month,
 * `次年2月10日` of the year after it.
 */
export function readEnd(cell: string, first: ReadDates | null, now: Date): ReadDates | null {
  if (!first || cell.length > LONGEST) return readLastDay(cell, now);
  const [year, month, day] = first.from.day.split('-').map(Number) as [number, number, number];
  const text = inFigures(cell.trim());
  if (!NEXT_YEAR.test(text) && !DAY_ALONE.test(text)) return readLastDay(cell, now);
  const end = endOf(text.replace(/(?:前|止|为止)$/, ''), { year, month, day });
  return end && { from: end, to: null, assumed: first.assumed };
}
