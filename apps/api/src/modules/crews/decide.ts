import { canMoveBooking } from '@linggong/rules/booking-state.ts';
import type { CrewDay } from '@linggong/rules/crew-days.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { ProblemError, problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import {
  type BookingRecord,
  lapseBegun,
  moveBooking,
  requirePublic,
  requireStillPossible,
  takePlacesOf,
} from '../bookings/public.ts';
import { givePlacesBack } from '../gigs/public.ts';
import { requireMay, requireSignedIn, touchPerson } from '../identity/public.ts';
import { requireOnlyCrew } from './book.ts';
import { tooFewPlaces } from './cannot.ts';
import { countCrew } from './counted.ts';
import { daysOf, toComeOf } from './days.ts';
import { didOf } from './events.ts';
import { type CrewInTurn, crewInTurn } from './in-turn.ts';
import type { CrewBookingRecord } from './model.ts';

/** Why one of them can't be taken; null: they can. */
async function whyNotNow(deps: Deps, one: { booking: BookingRecord; gig: CrewInTurn['gig'] }) {
  try {
    await requireStillPossible(deps, one);
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { refusal = error.code, detail = '' } = error.extras;
    return { personId: one.booking.personId.toHexString(), refusal, detail };
  }
}

/**
 * Throws `crew.wrong_state` where fewer of those who ask for a day are wanted than the posting lets come; where it says
 * nothing of fewer, all of them are taken or nobody.
 */
function requireEnoughOf(
  asked: readonly CrewDay[],
  wanted: readonly CrewDay[],
  atLeast: number | null,
): void {
  for (const { day, people } of asked) {
    const least = Math.min(atLeast ?? people, people);
    if ((wanted.find((one) => one.day === day)?.people ?? 0) < least)
      throw problem('crew.wrong_state', { detail: wordsOf('crews').tooFew({ n: least }) });
  }
}

type Seen = { revision: number; bookingIds?: readonly string[] | undefined };

/**
 * The employer takes a crew as a whole, or those of it who are named where they are enough; the others are declined.
 * All of them get their places by one update, or nobody. Throws `crew.cannot` with each who can't come by now and why,
 * `booking.changed_meanwhile` where it is not the crew that was seen, `crew.not_accepted` where the work is for one crew and
 * another has it by now.
 */
export async function acceptCrew(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { revision, bookingIds }: Seen,
): Promise<CrewBookingRecord> {
  requireSignedIn(viewer);
  return crewInTurn(deps, id, async ({ booked, gig, parts }) => {
    requireMay(viewer, 'crew_booking.decide', gig);
    const asking = parts.filter(({ state }) => state === 'requested');
    // A second tap is no error.
    if (asking.length === 0 && parts.length > 0 && booked.revision > revision) return booked;
    if (asking.length === 0) throw problem('crew.wrong_state');
    if (booked.revision !== revision) throw problem('booking.changed_meanwhile');
    requirePublic(gig, deps.clock());
    await requireOnlyCrew(deps, gig, booked._id);
    const wanted = bookingIds ? asking.filter(({ _id }) => bookingIds.includes(String(_id))) : asking;
    requireEnoughOf(daysOf(asking, gig, deps.clock()), daysOf(wanted, gig, deps.clock()), booked.atLeast);
    if (wanted.length === 0) throw problem('crew.wrong_state', { detail: wordsOf('crews').tooFew({ n: 1 }) });
    const taken: BookingRecord[] = [];
    for (const part of asking) {
      await touchPerson(deps, part.personId);
      const open = await lapseBegun(deps, part, gig);
      if (wanted.includes(part)) taken.push(open);
      else
        await moveBooking(deps, { booking: open, gig, action: 'decline', by: 'employer' }, { ofCrew: true });
    }
    const cannot = [];
    for (const booking of taken) {
      const why = booking.active ? await whyNotNow(deps, { booking, gig }) : null;
      if (why) cannot.push(why);
    }
    if (cannot.length > 0) throw problem('crew.cannot', { cannot, rest: [] });
    const few = tooFewPlaces(gig, taken, 'employer');
    if (few) throw problem('booking.refused', { refusal: 'full', detail: few });
    await takePlacesOf(deps, gig, taken);
    for (const booking of taken)
      await moveBooking(deps, { booking, gig, action: 'accept', by: 'employer' }, { ofCrew: true });
    const shifts = taken.flatMap((part) => part.shiftIds.map(String));
    return countCrew(deps, booked, gig, { did: didOf('accepted', gig, taken, shifts) });
  });
}

/**
 * The employer says no to a crew that asks; or to one that has become too few on some days, once its leader's time to
 * bring others is over: of these days alone, and their places are free again.
 */
export async function declineCrew(deps: Deps, viewer: Viewer | null, id: string): Promise<CrewBookingRecord> {
  requireSignedIn(viewer);
  return crewInTurn(deps, id, async ({ booked, gig, parts }) => {
    requireMay(viewer, 'crew_booking.decide', gig);
    if (parts.length === 0) return booked;
    const now = deps.clock();
    const over = booked.shortDays.flatMap(({ day, until }) => (until <= now ? [day] : []));
    const short = daysOf(parts, gig, now).filter(({ day }) => over.includes(day));
    const shiftIds = short.flatMap((day) => day.shiftIds);
    const freed: Types.ObjectId[] = [];
    const gone: BookingRecord[] = [];
    for (const part of parts) {
      const action = part.state === 'requested' ? 'decline' : 'dismiss';
      if (!canMoveBooking(part.state, action, 'employer') || (action === 'dismiss' && shiftIds.length === 0))
        throw problem('crew.wrong_state');
      await touchPerson(deps, part.personId);
      const before = new Set(part.ended.map(({ shiftId }) => String(shiftId)));
      const move = { booking: part, gig, action, by: 'employer' } as const;
      // Work that goes together is given up as a whole.
      const named = part.together ? undefined : shiftIds;
      const shifts = action === 'dismiss' ? toComeOf(deps, part, gig, named) : undefined;
      if (shifts?.length === 0) continue;
      const { booking: after } = await moveBooking(deps, move, { ...(shifts && { shifts }), ofCrew: true });
      gone.push(part);
      if (action === 'dismiss')
        freed.push(...after.ended.flatMap(({ shiftId }) => (before.has(String(shiftId)) ? [] : [shiftId])));
    }
    if (freed.length > 0) await givePlacesBack(deps, gig, freed);
    const what = freed.length > 0 ? 'given_up' : 'declined';
    const shifts = (freed.length > 0 ? freed : gone.flatMap((part) => part.shiftIds)).map(String);
    return countCrew(deps, booked, gig, { did: didOf(what, gig, gone, shifts) });
  });
}
