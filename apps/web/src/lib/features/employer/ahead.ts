import type { GigBooking } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { listed } from '#lib/format/list.ts';
import { monthDay } from '#lib/format/time.ts';
import { local } from '#lib/format/zone.ts';
import { wordsOf } from '#lib/words/words.ts';

const employer = () => wordsOf('employer');

export type Ahead = {
  /** Something of it has not begun: it can be taken back. Work without dates never begins. */
  some: boolean;
  /** And its time is known. */
  dated: boolean;
  /** What stays and what would end, where some has begun: `第 1、2 天已经开工，不动；只取消 11月30日。` */
  split: string;
  /** How many people would lose something by it. */
  confirmed: number;
  requested: number;
};

/** What taking a gig back would still do: it acts on the shifts that have not begun, and on nobody else. */
export function aheadOf(gig: ManagedGig, bookings: readonly GigBooking[], now: Date): Ahead {
  const begun = gig.shifts.map(({ startsAt }) => startsAt !== null && new Date(startsAt) <= now);
  const ahead = gig.shifts.filter((_, i) => !begun[i]);
  const days = gig.shifts.map(({ startsAt }) => (startsAt ? local(startsAt).date : ''));
  const unit = new Set(days).size === days.length ? employer().gig.dayUnit : employer().gig.shiftUnit;
  const dates = [...new Set(ahead.flatMap(({ startsAt }) => (startsAt ? [monthDay(startsAt, now)] : [])))];
  const touched = (state: GigBooking['state']) =>
    bookings.filter(
      (booking) =>
        booking.state === state &&
        (booking.shiftIds.length === 0 || ahead.some(({ id }) => booking.shiftIds.includes(id))),
    ).length;
  return {
    some: gig.shifts.length === 0 || ahead.length > 0,
    dated: ahead.some(({ startsAt }) => startsAt !== null),
    split:
      begun.includes(true) && ahead.length > 0
        ? employer().gig.split({
            begun: listed(begun.flatMap((is, i) => (is ? [i + 1] : []))),
            unit,
            dates: listed(dates),
          })
        : '',
    confirmed: touched('confirmed'),
    requested: touched('requested'),
  };
}
