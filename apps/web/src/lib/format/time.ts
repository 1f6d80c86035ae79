import type { Shift } from '@linggong/contracts/gig.ts';
import { spokenTime as spokenOf } from '@linggong/rules/spoken-time.ts';
import { wordsOf } from '#lib/words/words.ts';
import { type Local, local } from './zone.ts';

const units = () => wordsOf('units');

const two = (n: number) => String(n).padStart(2, '0');

/** `8:00` in the deployment's zone. */
export function clock(moment: Date | string): string {
  const { hour, minute } = local(moment);
  return `${hour}:${two(minute)}`;
}

/** `11月20日`, with the year where it is not this one. */
export function monthDay(moment: Date | string, now: Date): string {
  const at = local(moment);
  return at.year === local(now).year
    ? units().monthDay({ month: at.month, day: at.day })
    : units().yearMonthDay({ year: at.year, month: at.month, day: at.day });
}

/** The last day of what ends with a day, of which `until` is the first moment after it. */
export const lastDay = (until: string, now: Date): string => monthDay(new Date(Date.parse(until) - 1), now);

/** `2001年3月9日`, of a date as `2001-03-09`. */
export function calendarDay(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return units().yearMonthDay({ year, month, day });
}

/** The day as people say it: 今天, 明天, 周三, 下周三, 11月28日. Weeks begin on Monday. */
export function dayWord(moment: Date | string, now: Date): string {
  return wordOf(local(moment), local(now));
}

function wordOf(at: Local, today: Local): string {
  const ahead = at.dayNumber - today.dayNumber;
  if (ahead === 0) return units().today;
  if (ahead === 1) return units().tomorrow;
  if (ahead === 2) return units().dayAfter;
  if (ahead === -1) return units().yesterday;
  const weeks = mondayBased(at.dayNumber) - mondayBased(today.dayNumber);
  if (ahead > 0 && weeks === 0) return weekday(at);
  if (ahead > 0 && weeks === 1) return units().nextWeekday({ weekday: weekday(at) });
  return at.year === today.year
    ? units().monthDay({ month: at.month, day: at.day })
    : units().yearMonthDay({ year: at.year, month: at.month, day: at.day });
}

/** A date in a table: `12月1日 周二`; for the days around today their word: `11月30日 明天`. */
export function dateWord(moment: Date | string, now: Date): string {
  const at = local(moment);
  const word = wordOf(at, local(now));
  const near: string[] = [units().yesterday, units().today, units().tomorrow, units().dayAfter];
  return `${monthDay(moment, now)} ${near.includes(word) ? word : weekday(at)}`;
}

/** 周一. */
export const weekday = (at: Pick<Local, 'weekday'>): string => units().weekdays[at.weekday] ?? '';

/** 1970-01-01 was a Thursday. */
const mondayBased = (dayNumber: number) => Math.floor((dayNumber + 3) / 7);

/** 明早 8 点, 周三下午 2 点半. */
export function spokenTime(moment: Date | string, now: Date): string {
  const { spoken } = units();
  const { says, hour: at, minute } = spokenOf(moment, now);
  const rest = minute === 0 ? '' : minute === 30 ? spoken.half : spoken.minutes({ minute });
  return spoken[says]({ day: dayWord(moment, now), at, rest });
}

/** `8:00–18:00`, `20:00–次日 6:00`; over more days the end's own day is named. */
export function hours(startsAt: string, endsAt: string, now: Date): string {
  const nights = local(endsAt).dayNumber - local(startsAt).dayNumber;
  const end =
    nights === 0
      ? clock(endsAt)
      : nights === 1
        ? units().nextDay({ time: clock(endsAt) })
        : `${dayWord(endsAt, now)} ${clock(endsAt)}`;
  return units().range({ from: clock(startsAt), to: end });
}

type Times = Pick<Shift, 'startsAt' | 'endsAt'>;

/** One shift: `明天 8:00–18:00`; null where its times are told in words. */
export function shiftTime({ startsAt, endsAt }: Times, now: Date): string | null {
  if (!startsAt) return null;
  const day = dayWord(startsAt, now);
  return endsAt ? `${day} ${hours(startsAt, endsAt, now)}` : spokenTime(startsAt, now);
}

/**
 * When a gig is, on one line: `明天 8:00–18:00`, `明天到周五，3 天 8:00–18:00`, `4 个班次，最早明早 8 点`.
 * Shifts that have ended are left out while others are still to come.
 */
export const gigTime = (shifts: readonly Times[], now: Date): string => gigTimeParts(shifts, now).join(' ');

/** The same in the parts that a line may break between. */
export function gigTimeParts(shifts: readonly Times[], now: Date): string[] {
  const dated = shifts.filter((s): s is { startsAt: string; endsAt: string | null } => s.startsAt !== null);
  const ahead = dated.filter((s) => new Date(s.endsAt ?? s.startsAt) > now);
  // Several roles at one time are one time.
  const times = new Map((ahead.length > 0 ? ahead : dated).map((s) => [`${s.startsAt} ${s.endsAt}`, s]));
  const shown = [...times.values()].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  const [first] = shown;
  const last = shown.at(-1);
  if (!first || !last) return [units().noTimes];
  if (first === last) return [shiftTime(first, now) ?? units().noTimes];
  const hoursOf = (s: typeof first) => (s.endsAt ? hours(s.startsAt, s.endsAt, now) : '');
  const alike = hoursOf(first) && shown.every((s) => hoursOf(s) === hoursOf(first));
  const daily = shown.every((s, i) => local(s.startsAt).dayNumber === local(first.startsAt).dayNumber + i);
  if (alike && daily) {
    const days = units().daysTo({
      from: dayWord(first.startsAt, now),
      to: dayWord(last.startsAt, now),
      count: shown.length,
    });
    return [days, hoursOf(first)];
  }
  return [units().shifts({ count: shown.length, first: spokenTime(first.startsAt, now) })];
}
