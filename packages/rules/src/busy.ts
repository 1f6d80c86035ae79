import type { BusyTime } from '@linggong/contracts/people.ts';
import { DAY_MS, localDay, type Moment, ms } from './time.ts';

const within = ({ from, to }: BusyTime, monthDay: string): boolean =>
  // Over New Year the last day of the time stands before its first.
  from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to;

/** The days of a shift, `MM-DD` in Asia/Shanghai; none of one that is told in words. */
function daysOf({ startsAt, endsAt }: { startsAt: Moment | null; endsAt: Moment | null }): string[] {
  if (startsAt === null) return [];
  const days: string[] = [];
  const last = localDay(endsAt ?? startsAt);
  for (let at = ms(startsAt); localDay(new Date(at)) <= last; at += DAY_MS)
    days.push(localDay(new Date(at)).slice(5));
  return days;
}

/** The times of each year, as somebody says they are needed at home, that a day of these shifts falls into. */
export function busyDuring(
  busy: readonly BusyTime[],
  shifts: readonly { startsAt: Moment | null; endsAt: Moment | null }[],
): BusyTime[] {
  if (busy.length === 0) return [];
  const days = shifts.flatMap(daysOf);
  return busy.filter((time) => days.some((day) => within(time, day)));
}
