import { localClock, localDate, localDay, type Moment, ms } from './time.ts';

/**
 * Times as they are said in whatever leaves the page: previews of links, notices, text messages, what is shared or
 * printed. It is read later and elsewhere, so it names the day by its date and weekday and never by today's.
 */

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const DAY_MS = 86_400_000;

const dayNumber = (moment: Moment) => Date.parse(localDay(moment)) / DAY_MS;

/** `11月24日 周二`, in Asia/Shanghai. */
export function datedDay(moment: Moment): string {
  return `${localDate(moment)} ${WEEKDAYS[(dayNumber(moment) + 4) % 7]}`;
}

/** The last day of what lasts until a moment: `11月24日 周二`, in another year than `now` `2027年1月3日 周日`. */
export function datedLastDay(until: Moment, now: Moment): string {
  const last = new Date(ms(until) - 1);
  const year = localDay(last).slice(0, 4);
  return `${year === localDay(now).slice(0, 4) ? '' : `${year}年`}${datedDay(last)}`;
}

/** `11月24日 周二 8:00`. */
export const datedTime = (moment: Moment): string => `${datedDay(moment)} ${localClock(moment)}`;

/** `8:00–18:00`, `20:00–次日 6:00`; over more days the end's own date is named. */
function hoursOf(startsAt: Moment, endsAt: Moment): string {
  const nights = dayNumber(endsAt) - dayNumber(startsAt);
  const end =
    nights === 0 ? localClock(endsAt) : nights === 1 ? `次日 ${localClock(endsAt)}` : datedTime(endsAt);
  return `${localClock(startsAt)}–${end}`;
}

/** `11月24日 周二 8:00–18:00`; the beginning alone where the end is not known. */
export const datedSpan = (startsAt: Moment, endsAt: Moment | null): string =>
  endsAt === null ? datedTime(startsAt) : `${datedDay(startsAt)} ${hoursOf(startsAt, endsAt)}`;

type Times = { startsAt: Moment | null; endsAt: Moment | null };

/**
 * When a gig is: `11月24日 周二 8:00–18:00`, `11月24日 周二到11月26日 周四，3 天 8:00–18:00`, `4 个班次，最早 11月24日 周二 8:00`.
 * Shifts that have ended are left out while others are still to come. Null where no shift has a date.
 */
export function datedShifts(shifts: readonly Times[], now: Moment): string | null {
  const dated = shifts.flatMap(({ startsAt, endsAt }) => (startsAt === null ? [] : [{ startsAt, endsAt }]));
  const ahead = dated.filter(({ startsAt, endsAt }) => ms(endsAt ?? startsAt) > ms(now));
  const shown = (ahead.length > 0 ? ahead : dated).sort((a, b) => ms(a.startsAt) - ms(b.startsAt));
  const [first] = shown;
  const last = shown.at(-1);
  if (!first || !last) return null;
  if (first === last) return datedSpan(first.startsAt, first.endsAt);
  const hours = shown.map(({ startsAt, endsAt }) => (endsAt === null ? '' : hoursOf(startsAt, endsAt)));
  const alike = hours[0] !== '' && hours.every((each) => each === hours[0]);
  const daily = shown.every(({ startsAt }, i) => dayNumber(startsAt) === dayNumber(first.startsAt) + i);
  return alike && daily
    ? `${datedDay(first.startsAt)}到${datedDay(last.startsAt)}，${shown.length} 天 ${hours[0]}`
    : `${shown.length} 个班次，最早 ${datedTime(first.startsAt)}`;
}
