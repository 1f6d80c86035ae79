import type { NewCrewBooking } from '@linggong/contracts/crew.ts';
import { isMember } from '@linggong/rules/authority.ts';
import { crewDays, daysShort } from '@linggong/rules/crew-days.ts';
import { monthDay } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import {
  activeBookingsOfCrews,
  type BookingRecord,
  countBooking,
  type Member,
  makeBookings,
  requireSameOffer,
  unmade,
} from '../bookings/public.ts';
import { countInTransaction } from '../caps/public.ts';
import { type GigRead, gigIdOf, gigWithoutTerms, inTurnOfGig } from '../gigs/public.ts';
import { personsByIds, requireMay, requireSignedIn, touchPerson } from '../identity/public.ts';
import type { GrantRecord } from '../proxies/public.ts';
import { requireAllCan } from './cannot.ts';
import { mayBookFor } from './consent.ts';
import { didOf, tellCrew } from './events.ts';
import type { CrewBookingRecord, CrewRecord } from './model.ts';
import { activeCrewBookingsOfGig, crewById, insertCrewBooking } from './repository.ts';
import { noteByLeader } from './trail.ts';

type Named = { personId: string; shiftIds: readonly string[] };
/** `grant`: by which their leader books for them; null: by their own tap. */
export type MemberOfCrew = Member & { grant: GrantRecord | null };

const inOrder = <M extends Member>(members: readonly M[]): M[] =>
  members.toSorted((a, b) => String(a.person._id).localeCompare(String(b.person._id)));

/** Persons of a crew whom its leader may book for, as they were named; nobody is named twice. */
export async function membersNamed(
  deps: Deps,
  { crew, leader }: { crew: CrewRecord; leader: Viewer },
  named: readonly Named[],
  gig: GigRead,
): Promise<MemberOfCrew[]> {
  const persons = await personsByIds(
    deps,
    named.map(({ personId }) => personId),
  );
  const all = gig.shifts.map(({ _id }) => _id.toHexString());
  const members: MemberOfCrew[] = [];
  for (const { personId, shiftIds } of new Map(named.map((one) => [one.personId, one])).values()) {
    const person = persons.find(({ _id }) => _id.toHexString() === personId);
    const member = crew.members.find((one) => one.personId.toHexString() === personId);
    const lets = member && (await mayBookFor(deps, leader, member));
    if (!person || !lets) throw problem('crew.wrong_state', { detail: wordsOf('crews').notOfIt });
    // Where there is no choice all of it is meant.
    const proxyIsEmployer = lets.grant !== null && isMember(leader, gig.employerId);
    members.push({
      person,
      ...lets,
      proxyIsEmployer,
      shiftIds: shiftIds.length > 0 || all.length > 1 ? shiftIds : all,
    });
  }
  return members;
}

/** Each member's record, in a fixed order, so that two crews with the same people wait for each other and don't lock. */
export async function touchAll(deps: Deps, members: readonly Member[]): Promise<void> {
  for (const { person } of inOrder(members)) await touchPerson(deps, person._id);
}

/** Counts one more booking of each of them, and of what the leader takes by grants; throws `cap.reached`. */
export async function countMembers(
  deps: Deps,
  leader: Viewer,
  members: readonly MemberOfCrew[],
  gig: GigRead,
): Promise<void> {
  for (const { person, grant } of inOrder(members)) {
    await countBooking(deps, person._id, gig);
    if (grant) await countInTransaction(deps, { cap: 'proxy_takes', by: leader.accountId });
  }
}

/**
 * Makes the bookings of these members, and notes in the trail of each but the leader who made it. In the transaction in
 * which places and people were asked.
 */
export async function makePartsOf(
  deps: Deps,
  { gig, leader, of }: { gig: GigRead; leader: Viewer; of: Types.ObjectId },
  how: 'take' | 'request',
  members: readonly MemberOfCrew[],
  more?: { ofCrew: true },
): Promise<BookingRecord[]> {
  const parts = inOrder(members).map(({ person, grant, shiftIds }) => {
    const acting = { viewer: leader, personId: person._id.toHexString(), grant };
    return { ...unmade({ gig, acting, shiftIds }, person._id, deps.clock()), crewBookingId: of };
  });
  const made = await makeBookings(deps, gig, how, parts, more);
  await noteByLeader(deps, { leader, kind: 'booked', gig }, parts);
  return made;
}

/** How many at least are to come, if the posting says so. Throws `crew.not_accepted` unless it lets crews come, and this one. */
async function requireAccepted(deps: Deps, gig: GigRead, named: number): Promise<number | null> {
  const { crews } = gig.posting;
  if (!crews?.accepts || gig.version === 0) throw problem('crew.not_accepted');
  const least = crews.atLeast;
  if (least !== null && named < least)
    throw problem('crew.cannot', { detail: wordsOf('crews').tooFew({ n: least }), cannot: [], rest: [] });
  await requireOnlyCrew(deps, gig, null);
  return least;
}

/** Throws `crew.cannot` where on some day on which the crew comes fewer of it come than the posting asks for. */
function requireEnoughADay(deps: Deps, gig: GigRead, members: readonly Member[]): void {
  const least = gig.posting.crews?.atLeast ?? null;
  const parts = members.map(({ person, shiftIds }) => ({
    personId: String(person._id),
    shifts: gig.shifts
      .map(({ _id, startsAt, endsAt }) => ({ id: _id.toHexString(), startsAt, endsAt }))
      .filter(({ id }) => shiftIds.length === 0 || shiftIds.includes(id)),
  }));
  const [short] = daysShort(crewDays(parts, deps.clock()), least);
  if (!short) return;
  const day = short.startsAt ? wordsOf('dates').monthDay(monthDay(short.startsAt)) : '';
  const detail = wordsOf('crews').tooFewOn({ day, n: least ?? 0, people: short.people });
  throw problem('crew.cannot', { detail, cannot: [], rest: [] });
}

/**
 * Throws `crew.not_accepted` where the work is for one crew and another than `but` has it. Where the employer chooses, several
 * may ask: one has it that was taken.
 */
export async function requireOnlyCrew(deps: Deps, gig: GigRead, but: Types.ObjectId | null): Promise<void> {
  if (!gig.posting.crews?.oneOnly) return;
  const others = (await activeCrewBookingsOfGig(deps, gig._id)).filter(({ _id }) => !but?.equals(_id));
  if (others.length === 0) return;
  const parts = await activeBookingsOfCrews(
    deps,
    others.map(({ _id }) => _id),
  );
  const asks = gig.posting.bookingMode === 'choose';
  if (parts.some(({ state }) => !asks || state === 'confirmed'))
    throw problem('crew.not_accepted', { detail: wordsOf('crews').otherCrew });
}

/** Throws `crew.cannot` where the whole work is for one crew, nothing is said of how many at least, and some of it would be left. */
function requireWhole(gig: GigRead, members: readonly Member[]): void {
  const { crews } = gig.posting;
  if (!crews?.oneOnly || crews.atLeast !== null) return;
  const comes = (id: string) =>
    members.filter(({ shiftIds }) => shiftIds.length === 0 || shiftIds.includes(id)).length;
  const missing = gig.shifts.map(({ _id, headcount }) => (headcount ?? 0) - comes(_id.toHexString()));
  const most = Math.max(0, ...missing);
  if (most > 0)
    throw problem('crew.cannot', { detail: wordsOf('crews').notWhole({ n: most }), cannot: [], rest: [] });
}

/** A booking that these come by already. Throws `crew.wrong_state` where somebody doesn't, or not to all that they are named for. */
async function requireSame(
  deps: Deps,
  known: CrewBookingRecord,
  named: readonly Named[],
): Promise<CrewBookingRecord> {
  const parts = await activeBookingsOfCrews(deps, [known._id]);
  const comes = ({ personId, shiftIds }: Named) =>
    parts.some(
      (part) =>
        String(part.personId) === personId &&
        shiftIds.every((id) => part.shiftIds.some((held) => String(held) === id)),
    );
  if (!named.every(comes)) throw problem('crew.wrong_state', { detail: wordsOf('crews').bookedAlready });
  return known;
}

/**
 * Takes a gig with exactly the named members of a crew, each as what they were named for: all of them, in one
 * transaction and by one update of the places, or nobody (`crew.cannot` with who can't and why, and who is left to be
 * named anew). Where the employer chooses it is a request of all of them. What is done once is not done again: a crew
 * that has booked the gig with them is answered with that, and `crew.wrong_state` tells where others are added.
 */
export async function bookCrew(
  deps: Deps,
  viewer: Viewer | null,
  crewId: string,
  { gig: idOrNumber, version, members: named }: NewCrewBooking & { gig: string },
): Promise<CrewBookingRecord> {
  requireSignedIn(viewer);
  const id = await gigIdOf(deps, idOrNumber);
  return inTurnOfGig(deps, id, () =>
    deps.transaction(async () => {
      const crew = await crewById(deps, crewId);
      requireMay(viewer, 'crew.lead', { personId: crew.leaderId });
      const gig = await gigWithoutTerms(deps, id);
      const known = (await activeCrewBookingsOfGig(deps, gig._id)).find((one) => one.crewId.equals(crew._id));
      if (known) return await requireSame(deps, known, named);
      const atLeast = await requireAccepted(deps, gig, named.length);
      const shiftIds = named.flatMap((one) => one.shiftIds);
      await requireSameOffer(deps, gig, { version, shiftIds });
      const members = await membersNamed(deps, { crew, leader: viewer }, named, gig);
      requireWhole(gig, members);
      requireEnoughADay(deps, gig, members);
      const enough = gig.posting.crews?.atLeast ?? Number.POSITIVE_INFINITY;
      // Of work that is for one crew without a number, nobody may be wanting.
      const fewest = gig.posting.crews?.oneOnly ? enough : (gig.posting.crews?.atLeast ?? 1);
      const counted = gig.posting.bookingMode === 'instant';
      await requireAllCan(deps, gig, members, { enough, fewest, counted });
      await touchAll(deps, members);
      await countMembers(deps, viewer, members, gig);
      const _id = new Types.ObjectId();
      const how = gig.posting.bookingMode === 'instant' ? 'take' : 'request';
      const made = await makePartsOf(deps, { gig, leader: viewer, of: _id }, how, members);
      const now = deps.clock();
      const booked: CrewBookingRecord = {
        _id,
        crewId: crew._id,
        leaderId: crew.leaderId,
        gigId: gig._id,
        employerId: gig.employerId,
        crewName: crew.name,
        pickUp: crew.pickUp.text,
        atLeast,
        people: members.length,
        active: true,
        shortDays: [],
        revision: 0,
        createdAt: now,
        updatedAt: now,
      };
      await insertCrewBooking(deps, booked);
      const shifts = made.flatMap((part) => part.shiftIds.map(String));
      const did = didOf(how === 'take' ? 'booked' : 'asked', gig, made, shifts);
      await tellCrew(deps, booked, gig.number, { did });
      return booked;
    }),
  );
}
