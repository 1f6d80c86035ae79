import { type HeldShift, shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { type BookingRecord, heldShiftsIn, moveBooking, partFromCrew } from '../bookings/public.ts';
import { countInTransaction } from '../caps/public.ts';
import { type GigRead, givePlacesBack, takePlaces } from '../gigs/public.ts';
import { personById, requireMay, requireSignedIn, touchPerson } from '../identity/public.ts';
import type { GrantRecord } from '../proxies/public.ts';
import { countMembers, makePartsOf, membersNamed, touchAll } from './book.ts';
import { requireAllCan } from './cannot.ts';
import { mayTakeOff } from './consent.ts';
import { countCrew } from './counted.ts';
import { changesUntil } from './cutoff.ts';
import type { Left } from './events.ts';
import { type CrewInTurn, crewInTurn } from './in-turn.ts';
import type { CrewBookingRecord, CrewRecord } from './model.ts';
import { crewById, crewIfAny } from './repository.ts';
import { noteByLeader } from './trail.ts';

/** As `crewInTurn`, for its leader, until the employer's cut-off. */
async function whileOpen(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  act: (now: CrewInTurn & { viewer: Viewer }) => Promise<CrewBookingRecord>,
): Promise<CrewBookingRecord> {
  requireSignedIn(viewer);
  return crewInTurn(deps, id, async (now) => {
    requireMay(viewer, 'crew_booking.lead', { personId: now.booked.leaderId });
    if (now.parts.length === 0) throw problem('crew.wrong_state');
    const until = changesUntil(deps, now.gig);
    if (until && until <= deps.clock()) throw problem('crew.too_late');
    return act({ ...now, viewer });
  });
}

const toComeOf = (deps: Deps, part: BookingRecord, gig: GigRead) =>
  shiftsToCome(heldShiftsIn(part, gig, deps.clock()), deps.clock());

/** A gig in which these shifts have a place more, as they will when who has them goes. */
const withRoom = (gig: GigRead, ids: readonly string[]): GigRead => ({
  ...gig,
  shifts: gig.shifts.map((shift) =>
    shift.open !== null && ids.includes(shift._id.toHexString()) ? { ...shift, open: shift.open + 1 } : shift,
  ),
});

const partOf = (parts: readonly BookingRecord[], personId: string): BookingRecord => {
  const part = parts.find((one) => one.personId.toHexString() === personId);
  if (!part) throw problem('crew.not_found');
  return part;
};

/** Takes some of the crew off the work, and notes it in the trail of each; whoever asks sees to their places. */
async function takeOff(
  deps: Deps,
  { leader, gig }: { leader: Viewer; gig: GigRead },
  all: readonly { part: BookingRecord; gives: readonly HeldShift[]; grant: GrantRecord | null }[],
): Promise<void> {
  for (const { part, gives } of all) {
    const move = { booking: part, gig, action: 'withdraw', by: 'person' } as const;
    await moveBooking(deps, move, { shifts: gives, ofCrew: true });
  }
  const parts = all.map(({ part, grant }) => ({ ...part, byGrantId: grant?._id }));
  await noteByLeader(deps, { leader, kind: 'stepped_back', gig }, parts);
}

/** Those whom the leader took off the work, who hear of it. */
const takenOff = ({ personId }: Viewer, parts: readonly BookingRecord[]): Left => ({
  bookingIds: parts.flatMap((part) =>
    part.personId.toHexString() === personId ? [] : part._id.toHexString(),
  ),
  by: 'leader',
});

/** By which grant the leader takes them off the work; null: they are of the crew. Throws `crew.cannot` with whom not and why. */
async function requireTakesOff(
  deps: Deps,
  { leader, crew }: { leader: Viewer; crew: CrewRecord | null },
  { personId }: BookingRecord,
): Promise<GrantRecord | null> {
  const off = await mayTakeOff(deps, leader, { crew, personId: personId.toHexString() });
  if (!('why' in off)) return off.grant;
  const detail = wordsOf('crews').notYours({
    name: (await personById(deps, personId))?.name ?? '',
    why: off.why,
  });
  const cannot = [{ personId: personId.toHexString(), refusal: off.why, detail }];
  throw problem('crew.cannot', { detail, cannot, rest: [] });
}

/**
 * One of the crew comes instead of another: the one goes, the other is checked and has the same places, in one
 * transaction in which these are nobody else's.
 */
export const replaceInCrew = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { outId, inId }: { outId: string; inId: string },
): Promise<CrewBookingRecord> =>
  whileOpen(deps, viewer, id, async ({ booked, gig, parts, viewer: leader }) => {
    // A second tap is no error.
    if (parts.some((part) => part.personId.toHexString() === inId)) {
      if (!parts.some((part) => part.personId.toHexString() === outId)) return booked;
      throw problem('crew.wrong_state');
    }
    const out = partOf(parts, outId);
    const gives = toComeOf(deps, out, gig);
    const shiftIds = gives.map((shift) => shift.id);
    if (shiftIds.length === 0) throw problem('crew.too_late');
    const crew = await crewById(deps, booked.crewId);
    const grant = await requireTakesOff(deps, { leader, crew }, out);
    const members = await membersNamed(deps, { crew, leader }, [{ personId: inId, shiftIds }], gig);
    const held = out.state === 'confirmed';
    await requireAllCan(deps, held ? withRoom(gig, shiftIds) : gig, members, { enough: 1, counted: held });
    for (const one of [inId, outId].toSorted()) await touchPerson(deps, one);
    await countInTransaction(deps, { cap: 'step_backs', by: out.personId });
    await countMembers(deps, leader, members, gig);
    // No place goes or comes, and the gig is touched all the same: who changes it meanwhile begins again.
    if (!(await takePlaces(deps, gig, []))) throw problem('crew.wrong_state');
    await takeOff(deps, { leader, gig }, [{ part: out, gives, grant }]);
    await makePartsOf(deps, { gig, leader, of: booked._id }, held ? 'take' : 'request', members, {
      ofCrew: true,
    });
    return countCrew(deps, booked, gig, takenOff(leader, [out]));
  });

/** One more of the crew comes, where a place is left. */
export const addToCrewBooking = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  named: { personId: string; shiftIds: readonly string[] },
): Promise<CrewBookingRecord> =>
  whileOpen(deps, viewer, id, async ({ booked, gig, parts, viewer: leader }) => {
    if (parts.some((part) => part.personId.toHexString() === named.personId)) return booked;
    const crew = await crewById(deps, booked.crewId);
    const members = await membersNamed(deps, { crew, leader }, [named], gig);
    const held = parts.some(({ state }) => state === 'confirmed');
    if (held && gig.posting.bookingMode !== 'instant')
      throw problem('crew.wrong_state', { detail: wordsOf('crews').askAgain });
    await requireAllCan(deps, gig, members, { enough: 1, counted: held });
    await touchAll(deps, members);
    await countMembers(deps, leader, members, gig);
    await makePartsOf(deps, { gig, leader, of: booked._id }, held ? 'take' : 'request', members);
    return countCrew(deps, booked, gig);
  });

/** One of the crew does not come. By its leader's hand a crew never becomes fewer than the posting lets come. */
export const takeOutOfCrewBooking = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  personId: string,
): Promise<CrewBookingRecord> =>
  whileOpen(deps, viewer, id, async ({ booked, gig, parts, viewer: leader }) => {
    const out = partOf(parts, personId);
    const crew = await crewIfAny(deps, booked.crewId);
    const grant = await requireTakesOff(deps, { leader, crew }, out);
    const least = booked.atLeast ?? 1;
    if (parts.length - 1 < least)
      throw problem('crew.wrong_state', { detail: wordsOf('crews').wouldBeShort({ n: least }) });
    await countInTransaction(deps, { cap: 'step_backs', by: out.personId });
    await touchPerson(deps, out.personId);
    const gives = toComeOf(deps, out, gig);
    await takeOff(deps, { leader, gig }, [{ part: out, gives, grant }]);
    if (out.state === 'confirmed')
      await givePlacesBack(
        deps,
        gig,
        gives.map((shift) => new Types.ObjectId(shift.id)),
      );
    return countCrew(deps, booked, gig, takenOff(leader, [out]));
  });

/**
 * The crew as a whole steps back from all that has not begun; also after the cut-off, as each of them could. Whom the leader
 * can't take off the work stays booked, from now on singly.
 */
export async function withdrawCrew(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<{ booked: CrewBookingRecord; stay: BookingRecord[] }> {
  requireSignedIn(viewer);
  let stay: BookingRecord[] = [];
  const booked = await crewInTurn(deps, id, async (now) => {
    requireMay(viewer, 'crew_booking.lead', { personId: now.booked.leaderId });
    stay = [];
    if (now.parts.length === 0) return now.booked;
    const { gig } = now;
    const crew = await crewIfAny(deps, now.booked.crewId);
    const back = [];
    for (const part of now.parts) {
      const gives = toComeOf(deps, part, gig);
      if (gives.length === 0) continue;
      const personId = part.personId.toHexString();
      await touchPerson(deps, personId);
      const off = await mayTakeOff(deps, viewer, { crew, personId });
      if ('why' in off) stay.push(part);
      else back.push({ part, gives, grant: off.grant });
    }
    await takeOff(deps, { leader: viewer, gig }, back);
    for (const part of stay) await partFromCrew(deps, part);
    const freed = back.flatMap(({ part, gives }) =>
      part.state === 'confirmed' ? gives.map((shift) => new Types.ObjectId(shift.id)) : [],
    );
    if (freed.length > 0) await givePlacesBack(deps, gig, freed);
    const off = back.map(({ part }) => part);
    return countCrew(deps, now.booked, gig, takenOff(viewer, off));
  });
  return { booked, stay };
}
