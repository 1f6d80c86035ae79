/** China has one zone, UTC+8, without summer time. */
const OFFSET_MS = 8 * 3_600_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The moment of a clock time (`08:30`) on the day `offset` days after the day of `now` in Asia/Shanghai. */
export function atClock(now: Date, offset: number, clock: string): Date {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  const midnight = Math.floor((now.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  return new Date(midnight + offset * DAY_MS + hours * HOUR_MS + minutes * 60_000);
}

export function hoursFrom(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * HOUR_MS);
}

export function daysFrom(now: Date, days: number): Date {
  return new Date(now.getTime() + days * DAY_MS);
}

/** The next half hour at least `hours` after `now`, as people set times. */
export function halfHourAfter(now: Date, hours: number): Date {
  const half = HOUR_MS / 2;
  return new Date(Math.ceil((now.getTime() + hours * HOUR_MS) / half) * half);
}

/** The month (1–12) of `now` in Asia/Shanghai. */
export function monthOf(now: Date): number {
  return new Date(now.getTime() + OFFSET_MS).getUTCMonth() + 1;
}

/** The year of `now` in Asia/Shanghai. */
export function yearOf(now: Date): number {
  return new Date(now.getTime() + OFFSET_MS).getUTCFullYear();
}
