import type { HeldShift } from '@linggong/rules/booking-shifts.ts';
import { keptSentence } from '@linggong/rules/messages/step-back.ts';
import { localDay } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { type BookingRecord, moveBooking, partFromCrew, stepBackNow } from '../bookings/public.ts';
import { countInTransaction } from '../caps/public.ts';
import { type GigRead, givePlacesBack } from '../gigs/public.ts';
import { personById, requireMay, requireSignedIn, touchPerson } from '../identity/public.ts';
import type { GrantRecord } from '../proxies/public.ts';
import { mayTakeOff } from './consent.ts';
import { countCrew } from './counted.ts';
import { changesUntil } from './cutoff.ts';
import { daysOf, toComeOf } from './days.ts';
import { didOf, type Left } from './events.ts';
import { type CrewInTurn, crewInTurn } from './in-turn.ts';
import type { CrewBookingRecord, CrewRecord } from './model.ts';
import { crewIfAny } from './repository.ts';
import { noteByLeader } from './trail.ts';

/** As `crewInTurn`, for its leader. */
export async function inLeadersTurn(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  act: (now: CrewInTurn & { viewer: Viewer }) => Promise<CrewBookingRecord>,
): Promise<CrewBookingRecord> {
  requireSignedIn(viewer);
  return crewInTurn(deps, id, async (now) => {
    requireMay(viewer, 'crew_booking.lead', { personId: now.booked.leaderId });
    if (now.parts.length === 0) throw problem('crew.wrong_state');
    return act({ ...now, viewer });
  });
}

/**
 * Throws `crew.too_late` once the employer's cut-off for these shifts has come; not for who is brought to days on which they
 * are too few, as long as the leader has time for that.
 */
export function requireInTime(
  deps: Deps,
  shifts: readonly Pick<HeldShift, 'startsAt'>[],
  shortDays: CrewBookingRecord['shortDays'] = [],
): void {
  const now = deps.clock();
  const open = new Set(shortDays.flatMap(({ day, until }) => (day !== null && until > now ? [day] : [])));
  const bound = shifts.filter(({ startsAt }) => startsAt === null || !open.has(localDay(startsAt)));
  const until = bound.length > 0 ? changesUntil(deps, bound) : null;
  if (until && until <= now) throw problem('crew.too_late');
}

/**
 * What of their part somebody gives back: the named shifts, or with null all to come, by the rule of any booking. Throws
 * `crew.too_late`, `crew.wrong_state` with why these can't be given back.
 */
export function givenBack(
  deps: Deps,
  { part, gig }: { part: BookingRecord; gig: GigRead },
  wanted: readonly string[] | null,
): readonly HeldShift[] {
  const given = stepBackNow({ booking: part, gig }, wanted, deps.clock());
  if (given && 'gives' in given) return given.gives;
  if (!given || given.kept === 'all_begun') throw problem('crew.too_late');
  throw problem('crew.wrong_state', { detail: keptSentence(given.kept, wordsOf('take')) });
}

export const partOf = (parts: readonly BookingRecord[], personId: string): BookingRecord => {
  const part = parts.find((one) => one.personId.toHexString() === personId);
  if (!part) throw problem('crew.not_found');
  return part;
};

/** Takes some of the crew off the work, and notes it in the trail of each; whoever asks sees to their places. */
export async function takeOff(
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
export const takenOff = (
  { personId }: Viewer,
  parts: readonly BookingRecord[],
  shiftIds: readonly string[],
): Left => ({
  shiftIds: [...new Set(shiftIds)],
  bookingIds: parts.flatMap((part) =>
    part.personId.toHexString() === personId ? [] : part._id.toHexString(),
  ),
  by: 'leader',
});

type Gone = { part: BookingRecord; gives: readonly HeldShift[] };

/** What is told of those who are gone by their leader's hand; the employer hears of whom it counted on. */
export function goneByLeader(leader: Viewer, gig: GigRead, gone: readonly Gone[]) {
  const held = gone.filter(({ part }) => part.state === 'confirmed');
  const idsOf = (all: readonly Gone[]) => all.flatMap(({ gives }) => gives.map(({ id }) => id));
  const parts = (all: readonly Gone[]) => all.map(({ part }) => part);
  return {
    left: takenOff(leader, parts(gone), idsOf(gone)),
    did: didOf('left', gig, parts(held), idsOf(held)),
  };
}

/** By which grant the leader takes them off the work; null: they are of the crew. Throws `crew.cannot` with whom not and why. */
export async function requireTakesOff(
  deps: Deps,
  { leader, crew }: { leader: Viewer; crew: CrewRecord | null },
  { personId, employerId }: BookingRecord,
): Promise<GrantRecord | null> {
  const off = await mayTakeOff(deps, leader, { crew, personId: personId.toHexString(), employerId });
  if (!('why' in off)) return off.grant;
  const detail = wordsOf('crews').notYours({
    name: (await personById(deps, personId))?.name ?? '',
    why: off.why,
  });
  const cannot = [{ personId: personId.toHexString(), refusal: off.why, detail }];
  throw problem('crew.cannot', { detail, cannot, rest: [] });
}

/** Throws `crew.wrong_state` where too few of the crew would be left on a day that one is given back of. */
function requireStillEnough(
  deps: Deps,
  { booked, gig, parts }: CrewInTurn,
  { out, gives }: { out: BookingRecord; gives: readonly HeldShift[] },
): void {
  const gone = new Set(gives.map(({ id }) => id));
  const left = parts.map((part) =>
    part === out ? { ...part, shiftIds: part.shiftIds.filter((id) => !gone.has(String(id))) } : part,
  );
  const now = deps.clock();
  const days = daysOf(parts, gig, now).filter(({ shiftIds }) => shiftIds.some((id) => gone.has(id)));
  const after = daysOf(left, gig, now);
  const least = booked.atLeast ?? 1;
  if (days.some(({ day }) => (after.find((one) => one.day === day)?.people ?? 0) < least))
    throw problem('crew.wrong_state', { detail: wordsOf('crews').wouldBeShort({ n: least }) });
}

/** One of the crew does not come, on the named days or at all. By its leader's hand a crew never becomes fewer than the posting lets come. */
export const takeOutOfCrewBooking = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  personId: string,
  wanted: readonly string[] | null,
): Promise<CrewBookingRecord> =>
  inLeadersTurn(deps, viewer, id, async ({ booked, gig, parts, viewer: leader }) => {
    const out = partOf(parts, personId);
    const crew = await crewIfAny(deps, booked.crewId);
    const grant = await requireTakesOff(deps, { leader, crew }, out);
    const gives = givenBack(deps, { part: out, gig }, wanted);
    requireInTime(deps, gives);
    requireStillEnough(deps, { booked, gig, parts }, { out, gives });
    await countInTransaction(deps, { cap: 'step_backs', by: out.personId });
    await touchPerson(deps, out.personId);
    await takeOff(deps, { leader, gig }, [{ part: out, gives, grant }]);
    if (out.state === 'confirmed')
      await givePlacesBack(
        deps,
        gig,
        gives.map((shift) => new Types.ObjectId(shift.id)),
      );
    return countCrew(deps, booked, gig, goneByLeader(leader, gig, [{ part: out, gives }]));
  });

/**
 * The crew as a whole steps back from the named shifts, or with null all that has not begun; also after the cut-off, as each of them could. Whom the leader
 * can't take off the work stays booked, from now on singly.
 */
export async function withdrawCrew(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  wanted: readonly string[] | null,
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
      const held = toComeOf(deps, part, gig).filter(({ id: shift }) => wanted?.includes(shift) ?? true);
      if (held.length === 0) continue;
      const gives = givenBack(deps, { part, gig }, wanted && held.map(({ id: shift }) => shift));
      const personId = part.personId.toHexString();
      await touchPerson(deps, personId);
      const off = await mayTakeOff(deps, viewer, { crew, personId, employerId: gig.employerId });
      if ('why' in off) stay.push(part);
      else back.push({ part, gives, grant: off.grant });
    }
    if (wanted && back.length + stay.length === 0) return now.booked;
    await takeOff(deps, { leader: viewer, gig }, back);
    // On other days they come as of the crew as before.
    if (!wanted) for (const part of stay) await partFromCrew(deps, part);
    const freed = back.flatMap(({ part, gives }) =>
      part.state === 'confirmed' ? gives.map((shift) => new Types.ObjectId(shift.id)) : [],
    );
    if (freed.length > 0) await givePlacesBack(deps, gig, freed);
    return countCrew(deps, now.booked, gig, goneByLeader(viewer, gig, back));
  });
  return { booked, stay };
}
