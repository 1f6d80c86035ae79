import type { zCrewReplacement } from '@linggong/contracts/crew.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { type BookingRecord, moveBooking, timesOf } from '../bookings/public.ts';
import { countInTransaction } from '../caps/public.ts';
import { type GigRead, takePlaces } from '../gigs/public.ts';
import { touchPerson } from '../identity/public.ts';
import { countMembers, type MemberOfCrew, makePartsOf, membersNamed, touchAll } from './book.ts';
import { requireAllCan } from './cannot.ts';
import {
  givenBack,
  inLeadersTurn,
  partOf,
  requireInTime,
  requireTakesOff,
  takenOff,
  takeOff,
} from './change.ts';
import { countCrew } from './counted.ts';
import { toComeOf } from './days.ts';
import { didOf } from './events.ts';
import type { CrewInTurn } from './in-turn.ts';
import type { CrewBookingRecord } from './model.ts';
import { crewById } from './repository.ts';
import { noteByLeader } from './trail.ts';

type Now = CrewInTurn & { viewer: Viewer };
type Comes = { member: MemberOfCrew; has: BookingRecord | undefined; shiftIds: readonly string[] };

/** A gig in which these shifts have a place more: their own, or that of who goes. */
const withRoom = (gig: GigRead, ids: readonly string[]): GigRead => ({
  ...gig,
  shifts: gig.shifts.map((shift) =>
    shift.open !== null && ids.includes(shift._id.toHexString()) ? { ...shift, open: shift.open + 1 } : shift,
  ),
});

/**
 * Somebody of the crew who is to come to these shifts, beside what they have of it already. Throws `crew.cannot` where they
 * can't; `freed`: places that are theirs when somebody goes.
 */
async function whoComes(
  deps: Deps,
  { booked, gig, parts, viewer: leader }: Now,
  named: { personId: string; shiftIds: readonly string[] },
  { counted, freed }: { counted: boolean; freed: readonly string[] },
): Promise<Comes> {
  const crew = await crewById(deps, booked.crewId);
  const has = parts.find((part) => part.personId.toHexString() === named.personId);
  const [member] = await membersNamed(deps, { crew, leader }, [named], gig);
  const own = has ? toComeOf(deps, has, gig).map(({ id }) => id) : [];
  const shiftIds = member!.shiftIds.filter((id) => !has?.shiftIds.some((held) => String(held) === id));
  const all = { ...member!, shiftIds: [...own, ...shiftIds], ...(has && { has }) };
  await requireAllCan(deps, withRoom(gig, [...own, ...freed]), [all], { enough: 1, counted });
  return { member: { ...member!, shiftIds }, has, shiftIds };
}

/** They come: with a booking as of the crew, or with more of the one that they have. Places are taken by whoever asks. */
async function letCome(
  deps: Deps,
  { booked, gig, viewer: leader }: Now,
  { member, has, shiftIds }: Comes,
  how: 'take' | 'request',
): Promise<BookingRecord> {
  const of = { gig, leader, of: booked._id };
  if (!has) return (await makePartsOf(deps, of, how, [member], { ofCrew: true }))[0]!;
  if ((has.state === 'confirmed') !== (how === 'take')) throw problem('crew.wrong_state');
  const more = shiftIds.map((id) => new Types.ObjectId(id));
  const change = {
    shiftIds: [...has.shiftIds, ...more],
    times: [...has.times, ...timesOf(gig, more)],
    ended: has.ended.filter(({ shiftId }) => !shiftIds.includes(String(shiftId))),
  };
  const move = { booking: has, gig, action: 'extend', by: 'person' } as const;
  await moveBooking(deps, move, { change, extended: shiftIds, ofCrew: true });
  await noteByLeader(deps, { leader, kind: 'booked', gig }, [has]);
  return has;
}

/**
 * One of the crew comes instead of another, to the named shifts, or with null all that have not begun: the one goes, the other is
 * checked and has the same places, in one transaction in which these are nobody else's.
 */
export const replaceInCrew = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { outId, inId, shiftIds: wanted }: z.output<typeof zCrewReplacement>,
): Promise<CrewBookingRecord> =>
  inLeadersTurn(deps, viewer, id, async (now) => {
    const { booked, gig, parts, viewer: leader } = now;
    const has = parts.find((part) => part.personId.toHexString() === inId);
    const there = parts.find((part) => part.personId.toHexString() === outId);
    // A second tap is no error.
    if (has && isReplaced(has, there, wanted)) return booked;
    const out = partOf(parts, outId);
    const gives = givenBack(deps, { part: out, gig }, wanted);
    requireInTime(deps, gives);
    const shiftIds = gives.map((shift) => shift.id);
    if (has?.shiftIds.some((held) => shiftIds.includes(String(held)))) throw problem('crew.wrong_state');
    const crew = await crewById(deps, booked.crewId);
    const grant = await requireTakesOff(deps, { leader, crew }, out);
    const held = out.state === 'confirmed';
    const how = { counted: held, freed: held ? shiftIds : [] };
    const comes = await whoComes(deps, now, { personId: inId, shiftIds }, how);
    for (const one of [inId, outId].toSorted()) await touchPerson(deps, one);
    await countInTransaction(deps, { cap: 'step_backs', by: out.personId });
    if (!has) await countMembers(deps, leader, [comes.member], gig);
    // No place goes or comes, and the gig is touched all the same: who changes it meanwhile begins again.
    if (!(await takePlaces(deps, gig, []))) throw problem('crew.wrong_state');
    await takeOff(deps, { leader, gig }, [{ part: out, gives, grant }]);
    await letCome(deps, now, comes, held ? 'take' : 'request');
    const did = held ? didOf('replaced', gig, [out], shiftIds) : undefined;
    return countCrew(deps, booked, gig, { left: takenOff(leader, [out], shiftIds), did });
  });

/** Whether the one has what is asked for and the other has not. */
function isReplaced(
  has: BookingRecord,
  out: BookingRecord | undefined,
  wanted: readonly string[] | null,
): boolean {
  if (!out) return true;
  const holds = ({ shiftIds }: BookingRecord, id: string) => shiftIds.some((held) => String(held) === id);
  return wanted?.every((id) => holds(has, id) && !holds(out, id)) ?? false;
}

/** One more of the crew comes, or to more shifts, where a place is left. */
export const addToCrewBooking = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  named: { personId: string; shiftIds: readonly string[] },
): Promise<CrewBookingRecord> =>
  inLeadersTurn(deps, viewer, id, async (now) => {
    const { booked, gig, parts, viewer: leader } = now;
    const part = parts.find((one) => one.personId.toHexString() === named.personId);
    if (part && named.shiftIds.every((one) => part.shiftIds.some((held) => String(held) === one)))
      return booked;
    const held = parts.some(({ state }) => state === 'confirmed');
    if (held && gig.posting.bookingMode !== 'instant')
      throw problem('crew.wrong_state', { detail: wordsOf('crews').askAgain });
    const comes = await whoComes(deps, now, named, { counted: held, freed: [] });
    requireInTime(
      deps,
      gig.shifts.filter(({ _id }) => comes.shiftIds.includes(String(_id))),
      booked.shortDays,
    );
    await touchAll(deps, [comes.member]);
    if (!part) await countMembers(deps, leader, [comes.member], gig);
    const places = held ? comes.shiftIds.map((one) => new Types.ObjectId(one)) : [];
    if (!(await takePlaces(deps, gig, places))) throw problem('booking.refused', { refusal: 'full' });
    const came = await letCome(deps, now, comes, held ? 'take' : 'request');
    const did = held ? didOf('added', gig, [came], comes.shiftIds) : undefined;
    return countCrew(deps, booked, gig, { did });
  });
