import { localMoment } from '@linggong/rules/time.ts';

/** A calendar day with or without a clock time (minutes after midnight), as the cell has them. */
export type DayTime = { day: string; minutes: number | null };

const SERIAL_MIN = 20_000;
const SERIAL_MAX = 80_000;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

function dayOf(year: number, month: number, date: number): string | null {
  const day = new Date(Date.UTC(year, month - 1, date));
  const same = day.getUTCFullYear() === year && day.getUTCMonth() === month - 1 && day.getUTCDate() === date;
  return same && year >= 2000 && year < 2100 ? day.toISOString().slice(0, 10) : null;
}

/** A spreadsheet's number of days since 1899-12-30, with the time as its fraction. */
function serial(text: string): DayTime | null {
  if (!/^\d{5}(?:\.\d+)?$/.test(text)) return null;
  const days = Number(text);
  if (days < SERIAL_MIN || days > SERIAL_MAX) return null;
  const minutes = Math.round((days % 1) * 1440);
  const day = new Date(EXCEL_EPOCH + Math.trunc(days) * DAY_MS).toISOString().slice(0, 10);
  return { day, minutes: minutes === 0 ? null : minutes };
}

const CLOCK = '(上午|下午|早上?|晚上?|中午)?\\s*(\\d{1,2})(?:[:：时点](\\d{1,2})?分?(?::\\d{2})?)';
const DATE = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?/;

function clockMinutes(half: string | undefined, hours: string, minutes: string | undefined): number | null {
  let hour = Number(hours);
  if (half && /下午|晚/.test(half) && hour < 12) hour += 12;
  const minute = Number(minutes ?? 0);
  return hour <= 24 && minute < 60 ? hour * 60 + minute : null;
}

/**
 * A date written in full: `2026-11-22`, `2026/11/22 8:00`, `2026年11月22日`, `20261122`, a spreadsheet's serial.
 * Null for anything else (`11月22日` says no year, `长期` no day).
 */
export function parseDayTime(cell: string): DayTime | null {
  const compact = /^(20\d{2})(\d{2})(\d{2})$/.exec(cell);
  if (compact) {
    const day = dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]));
    return day ? { day, minutes: null } : null;
  }
  const date = DATE.exec(cell);
  if (!date) return serial(cell);
  const day = dayOf(Number(date[1]), Number(date[2]), Number(date[3]));
  const rest = cell
    .slice(date[0].length)
    .replace(/^[T\s]+/, '')
    .trim();
  if (!day) return null;
  if (!rest) return { day, minutes: null };
  const clock = new RegExp(`^${CLOCK}$`).exec(rest);
  const minutes = clock && clockMinutes(clock[1], clock[2]!, clock[3]);
  return minutes === null ? null : { day, minutes };
}

/** A time of the day alone, in minutes after midnight; null for more or less. */
export function parseClock(text: string): number | null {
  const match = new RegExp(`^${CLOCK}$`).exec(text.trim());
  return match && clockMinutes(match[1], match[2]!, match[3]);
}

/** A span of the day, in minutes after midnight; it goes past midnight where it ends before it begins. */
export type ClockRange = { from: number; to: number };

const NEXT_DAY = '(次日|第二天|翌日|隔天)?\\s*';
const CLOCK_RANGE = new RegExp(`^(?:每[天日])?\\s*${CLOCK}\\s*(?:-|~|至|到)\\s*${NEXT_DAY}${CLOCK}$`);

/**
 * Exactly one span of the day: `8:00-18:00`, `早上8点至下午6点`, `22:00-次日6:00`; null for more or less, and for one that
 * is longer than a day.
 */
export function parseClockRange(text: string): ClockRange | null {
  const match = CLOCK_RANGE.exec(text.trim());
  if (!match) return null;
  const from = clockMinutes(match[1], match[2]!, match[3]);
  const to = clockMinutes(match[5], match[6]!, match[7]);
  if (from === null || to === null || from === to) return null;
  return match[4] && to > from ? null : { from, to };
}

const LONGEST_SHIFT_MS = 24 * 3_600_000;

/** A shift's times, where the cells tell them to the minute. */
export type Dated = { startsAt: string; endsAt: string };

/**
 * One shift from its start and end, or from a day and the span of its hours. Null where a time is missing, the
 * end isn't after the start, or more than a day lies between them: a period isn't a shift.
 */
export function oneShift(start: DayTime | null, end: DayTime | null, hours: string): Dated | null {
  if (!start) return null;
  const times = (from: Date, to: Date): Dated | null => {
    const length = to.getTime() - from.getTime();
    return length > 0 && length <= LONGEST_SHIFT_MS
      ? { startsAt: from.toISOString(), endsAt: to.toISOString() }
      : null;
  };
  if (start.minutes !== null) {
    if (end?.minutes === null || !end) return null;
    return times(localMoment(start.day, start.minutes), localMoment(end.day, end.minutes!));
  }
  if (end && end.day !== start.day) return null;
  const span = parseClockRange(hours);
  return span && dailyShifts(start.day, 1, span)[0]!;
}

/** A shift with the same hours on each of so many days, the first being `day`; they end on the next one where they do. */
export function dailyShifts(day: string, days: number, span: ClockRange): Dated[] {
  const { from } = span;
  const to = span.to + (span.to < from ? 1440 : 0);
  return Array.from({ length: days }, (_, at) => {
    const [startsAt, endsAt] = [from, to].map((minutes) =>
      localMoment(day, at * 1440 + minutes).toISOString(),
    );
    return { startsAt: startsAt!, endsAt: endsAt! };
  });
}

/** How many days there are from one to another, both counted; none where the other lies before. */
export const daysFrom = (first: string, last: string): number =>
  Math.max(0, (Date.parse(last) - Date.parse(first)) / DAY_MS + 1);

/** The last moment of a day, or the moment itself where a time is told. */
export function validTo({ day, minutes }: DayTime): string {
  const moment = localMoment(day, minutes ?? 1440);
  return (minutes === null ? new Date(moment.getTime() - 1000) : moment).toISOString();
}
