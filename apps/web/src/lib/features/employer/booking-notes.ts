import type { GigBooking } from '@linggong/contracts/booking.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { listed } from '#lib/format/list.ts';
import { shiftTime } from '#lib/format/time.ts';
import { wordsOf } from '#lib/words/words.ts';

const employer = () => wordsOf('employer');

/** What an employer should know of a booking besides who and when, a line each: shifts that ended, answers awaited. */
export function bookingNotes(booking: GigBooking, gig: Pick<ManagedGig, 'shifts'>, now: Date): string[] {
  const words = employer().gig;
  const clashing = gig.shifts.filter(({ id }) => booking.clashingShiftIds.includes(id));
  const { formerName } = booking.person;
  const held = gig.shifts.filter(({ id }) => booking.shiftIds.includes(id));
  const comes = held.some(({ startsAt }) => !startsAt || new Date(startsAt) > now);
  return [
    ...(formerName ? [words.formerName({ name: formerName })] : []),
    ...booking.ended.map((shift) =>
      words.ended({ time: shiftTime(shift, now) ?? '', how: words.shiftEnds[shift.how] }),
    ),
    ...(booking.asksAgain ? [comes ? words.asksAgain : words.asAgreed] : []),
    ...(clashing.length > 0
      ? [words.clashes({ times: listed(clashing.map((shift) => shiftTime(shift, now))) })]
      : []),
  ];
}
