import type { EndedShift, MyBooking } from '@linggong/contracts/booking.ts';
import type { Shift } from '@linggong/contracts/gig.ts';
import { clock, dayWord, hours, weekday } from '#lib/format/time.ts';
import { local } from '#lib/format/zone.ts';
import { wordsOf } from '#lib/words/words.ts';
import { shiftsOf } from './my-work.ts';

const units = () => wordsOf('units');

/** One day (or night) of a booking, as its person reads it. */
export type Day = {
  shiftId: string;
  /** `12月1日 周二`: also true tomorrow; null where the posting tells no times. */
  name: string | null;
  /** 今天, 明天, 后天, 昨天 where it is one of them, else empty. True only at the moment that it is told from. */
  near: string;
  /** `9:00–18:00`; only the beginning where no end is told. */
  hours: string;
  /** How it stands, or how it left the booking. */
  at: 'done' | 'now' | 'ahead' | EndedShift['how'];
};

const isNear = (word: string) => {
  const { today, tomorrow, dayAfter, yesterday } = units();
  return [today, tomorrow, dayAfter, yesterday].includes(word);
};

/** `12月1日 周二`, with the year where it is not this one. */
export function dayName(moment: string, now: Date): string {
  const at = local(moment);
  const { year, month, day } = at;
  const date =
    year === local(now).year ? units().monthDay({ month, day }) : units().yearMonthDay({ year, month, day });
  return `${date} ${weekday(at)}`;
}

type Times = Pick<Shift, 'id' | 'startsAt' | 'endsAt'>;

export function dayOf({ id, startsAt, endsAt }: Times, now: Date): Day {
  if (!startsAt) return { shiftId: id, name: null, near: '', hours: '', at: 'ahead' };
  const word = dayWord(startsAt, now);
  return {
    shiftId: id,
    name: dayName(startsAt, now),
    near: isNear(word) ? word : '',
    hours: endsAt ? hoursOf(startsAt, endsAt, now) : clock(startsAt),
    at: new Date(endsAt ?? startsAt) <= now ? 'done' : new Date(startsAt) <= now ? 'now' : 'ahead',
  };
}

/** Over more days than a night the end's own day is named, by its date. */
function hoursOf(startsAt: string, endsAt: string, now: Date): string {
  const nights = local(endsAt).dayNumber - local(startsAt).dayNumber;
  if (nights <= 1) return hours(startsAt, endsAt, now);
  return units().range({ from: clock(startsAt), to: `${dayName(endsAt, now)} ${clock(endsAt)}` });
}

/**
 * Every day of a booking once, in order, the undated last; also those that it holds no longer, with how they left it.
 * A day of a request that has begun was not worked: it lapsed.
 */
export const daysOf = (booking: MyBooking, now: Date): Day[] =>
  shiftsOf(booking)
    .sort((a, b) => (a.startsAt ?? '~').localeCompare(b.startsAt ?? '~'))
    .map(({ how, ...shift }) => {
      const day = dayOf(shift, now);
      if (how) return { ...day, at: how };
      return booking.state === 'requested' && day.at !== 'ahead' ? { ...day, at: 'lapsed' } : day;
    });
