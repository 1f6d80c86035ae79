/** Asia/Shanghai has had one offset, without daylight saving, since 1991. */
const OFFSET_MS = 8 * 3_600_000;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A moment as the wire (ISO string) or the database (Date) has it. */
export type Moment = Date | string;

export const ms = (moment: Moment): number => new Date(moment).getTime();

/** The calendar day in Asia/Shanghai of a moment, e.g. `2026-11-22`. */
export function localDay(moment: Moment): string {
  return new Date(ms(moment) + OFFSET_MS).toISOString().slice(0, 10);
}

/** Minutes after midnight in Asia/Shanghai, with fractions. */
export function minutesOfDay(moment: Moment): number {
  return ((ms(moment) + OFFSET_MS) % DAY_MS) / 60_000;
}

/** The clock time in Asia/Shanghai, without a leading zero on the hour, e.g. `8:00` or `14:30`. */
export function localClock(moment: Moment): string {
  const clock = new Date(ms(moment) + OFFSET_MS).toISOString().slice(11, 16);
  return clock.replace(/^0/, '');
}

/** Month and day in Asia/Shanghai, from 1. */
export function monthDay(moment: Moment): { month: number; day: number } {
  const [, month, day] = localDay(moment).split('-').map(Number);
  return { month: month!, day: day! };
}

/** `11月23日` in Asia/Shanghai. */
export function localDate(moment: Moment): string {
  const { month, day } = monthDay(moment);
  return `${month}月${day}日`;
}

/** The moment of a clock time (minutes after midnight) on a day in Asia/Shanghai. */
export function localMoment(day: string, minutes: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS + minutes * 60_000);
}

/** Completed years on `day` of someone born on `birthDay` (both `YYYY-MM-DD`). */
export function ageOn(birthDay: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDay.slice(0, 4));
  return day.slice(5) < birthDay.slice(5) ? years - 1 : years;
}
