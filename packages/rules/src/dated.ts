import { localClock, localDay, type Moment, monthDay, ms } from './time.ts';
import type { Words } from './words/types.ts';

/**
 * Times as they are said in whatever leaves the page: previews of links, notices, text messages, what is shared or
 * printed. It is read later and elsewhere, so it names the day by its date and weekday and never by today's. `words`:
 * the reader's.
 */
type DateWords = Words['dates'];

const DAY_MS = 86_400_000;

const dayNumber = (moment: Moment) => Date.parse(localDay(moment)) / DAY_MS;

/** `11月24日 周二`, in Asia/Shanghai. */
export function datedDay(moment: Moment, words: DateWords): string {
  const weekday = words.weekdays[(dayNumber(moment) + 4) % 7] ?? '';
  return words.day({ monthDay: words.monthDay(monthDay(moment)), weekday });
}

/** The last day of what lasts until a moment: `11月24日 周二`, in another year than `now` `2027年1月3日 周日`. */
export function datedLastDay(until: Moment, now: Moment, words: DateWords): string {
  const last = new Date(ms(until) - 1);
  const year = localDay(last).slice(0, 4);
  const day = datedDay(last, words);
  return year === localDay(now).slice(0, 4) ? day : words.yearDay({ year, day });
}

/** `11月24日 周二 8:00`. */
export const datedTime = (moment: Moment, words: DateWords): string =>
  words.at({ date: datedDay(moment, words), time: localClock(moment) });

/** `8:00–18:00`, `20:00–次日 6:00`; over more days the end's own date is named. */
function hoursOf(startsAt: Moment, endsAt: Moment, words: DateWords): string {
  const nights = dayNumber(endsAt) - dayNumber(startsAt);
  const time = localClock(endsAt);
  const to = nights === 0 ? time : nights === 1 ? words.nextDay({ time }) : datedTime(endsAt, words);
  return words.hours({ from: localClock(startsAt), to });
}

/** `11月24日 周二 8:00–18:00`; the beginning alone where the end is not known. */
export const datedSpan = (startsAt: Moment, endsAt: Moment | null, words: DateWords): string =>
  endsAt === null
    ? datedTime(startsAt, words)
    : words.span({ day: datedDay(startsAt, words), hours: hoursOf(startsAt, endsAt, words) });

type Times = { startsAt: Moment | null; endsAt: Moment | null };

/**
 * When a gig is: `11月24日 周二 8:00–18:00`, `11月24日 周二到11月26日 周四，3 天 8:00–18:00`, `4 个班次，最早 11月24日 周二 8:00`.
 * Shifts that have ended are left out while others are still to come. Null where no shift has a date.
 */
export function datedShifts(shifts: readonly Times[], now: Moment, words: DateWords): string | null {
  const dated = shifts.flatMap(({ startsAt, endsAt }) => (startsAt === null ? [] : [{ startsAt, endsAt }]));
  const ahead = dated.filter(({ startsAt, endsAt }) => ms(endsAt ?? startsAt) > ms(now));
  const shown = (ahead.length > 0 ? ahead : dated).sort((a, b) => ms(a.startsAt) - ms(b.startsAt));
  const [first] = shown;
  const last = shown.at(-1);
  if (!first || !last) return null;
  if (first === last) return datedSpan(first.startsAt, first.endsAt, words);
  const hours = shown.map(({ startsAt, endsAt }) =>
    endsAt === null ? '' : hoursOf(startsAt, endsAt, words),
  );
  const alike = hours[0] !== '' && hours.every((each) => each === hours[0]);
  const daily = shown.every(({ startsAt }, i) => dayNumber(startsAt) === dayNumber(first.startsAt) + i);
  const count = shown.length;
  if (!alike || !daily) return words.several({ count, first: datedTime(first.startsAt, words) });
  const [from, to] = [datedDay(first.startsAt, words), datedDay(last.startsAt, words)];
  return words.daily({ from, to, count, hours: hours[0] ?? '' });
}
