import { changeText } from '@linggong/rules/messages/offer.ts';
import { DAY_MS, localDate } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { type Changed, employerWords } from '../../messages/notices.ts';
import {
  activeBookingsOf,
  type BookingRecord,
  changesForHolder,
  clashesOf,
  termsOf,
} from '../bookings/public.ts';
import type { GigRecord } from '../gigs/public.ts';
import { memberPersons } from '../identity/public.ts';
import type { BookingEvent, NoticeDraft } from './draft.ts';
import { endOf, gigsById, toldOf } from './told.ts';

/** The shifts that an event took out of a booking which goes on. */
const takenOut = ({ payload }: BookingEvent, { ended }: BookingRecord) =>
  ended.filter(({ shiftId }) => payload.ended?.some((gone) => gone.shiftId === shiftId.toHexString()));

/** The times that an event is about: of the shifts that it took out, else of those that are held. */
export function timesTold(event: BookingEvent, booking: BookingRecord): { startsAt: Date; endsAt: Date }[] {
  const out = takenOut(event, booking).flatMap(({ startsAt, endsAt }) =>
    startsAt && endsAt ? [{ startsAt, endsAt }] : [],
  );
  return out.length > 0 ? out : booking.times;
}

/** Whether an event took shifts out of a booking for this reason, and not at its employer's or its person's wish. */
export function endedBy(event: BookingEvent, booking: BookingRecord, how: 'barred' | 'taken_down'): boolean {
  const { state, was, ended } = event.payload;
  if (ended) return ended.some((shift) => shift.how === how);
  return state === 'cancelled' && was !== state && booking.ended.at(-1)?.how === how;
}

/** The days of a booking that an event took out of it, `11月30日、12月1日`; null: it took out none, or all. */
export function endedDays(event: BookingEvent, booking: BookingRecord): string | null {
  const shifts = takenOut(event, booking);
  if (shifts.length === 0) return null;
  const days = shifts.map(({ startsAt }) => (startsAt ? localDate(startsAt) : '没写日期的那班'));
  return [...new Set(days)].join('、');
}

/** What is no longer as it was agreed, in the words of notices. */
export async function changedOf(deps: Deps, booking: BookingRecord, gig: GigRecord): Promise<Changed> {
  const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
  const changes = terms ? await changesForHolder(deps, gig, terms) : [];
  const [clash] = clashesOf(booking, await activeBookingsOf(deps, booking.personId), deps.clock());
  const other = clash && (await gigsById(deps, [clash.other.gigId])).get(String(clash.other.gigId));
  const told = other && (await toldOf(deps, other, null));
  return {
    changes: changes.map(changeText),
    inReview: gig.state === 'in_review' || gig.state === 'returned',
    meets: told ? `${told.place}“${told.title}”` : null,
  };
}

/** Whether a booking still has something to be agreed to, or is being looked at. */
export async function isChanged(deps: Deps, booking: BookingRecord, gig: GigRecord): Promise<boolean> {
  if (!booking.active) return false;
  const { changes, inReview } = await changedOf(deps, booking, gig);
  return inReview || changes.length > 0;
}

/** To the members of both employers, where a new time made somebody's work for them meet. */
export async function noticesOfClashes(
  deps: Deps,
  event: BookingEvent,
  booking: BookingRecord,
): Promise<NoticeDraft[]> {
  const now = deps.clock();
  const clashes = clashesOf(booking, await activeBookingsOf(deps, booking.personId), now);
  if (clashes.length === 0) return [];
  const met = clashes.flatMap(({ shift, other, otherShift }) => [
    { booking, shift },
    { booking: other, shift: otherShift },
  ]);
  const once = [...new Map(met.map((one) => [one.booking._id.toHexString(), one])).values()];
  const gigs = await gigsById(
    deps,
    once.map((one) => one.booking.gigId),
  );
  const members = await memberPersons(
    deps,
    once.map((one) => one.booking.employerId),
  );
  const drafts: NoticeDraft[] = [];
  for (const { booking: one, shift } of once) {
    const gig = gigs.get(String(one.gigId));
    if (!gig || one.state !== 'confirmed') continue;
    const time = { startsAt: new Date(shift.startsAt!), endsAt: new Date(shift.endsAt!) };
    const words = employerWords['booking.clash'](await toldOf(deps, gig, time));
    const gigId = gig._id.toHexString();
    const bookingId = one._id.toHexString();
    for (const personId of members.get(String(one.employerId)) ?? []) {
      drafts.push({
        ...words,
        personId,
        key: `booking.clash:${bookingId}:${event.eventId}`,
        kind: 'booking.clash',
        href: `/employer/gigs/${gigId}`,
        gigId,
        bookingId,
        pace: time.startsAt.getTime() - now.getTime() < DAY_MS ? 'urgent' : 'at_once',
        begins: time.startsAt,
        notAfter: endOf(one.times),
      });
    }
  }
  return drafts;
}
