import { isMember } from '@linggong/rules/authority.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import {
  type HeldBooking,
  type TakeGig,
  type TakePerson,
  type WhyNot,
  whyNotTake,
} from '@linggong/rules/take.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { gathered } from '../../platform/gathered.ts';
import { problem } from '../../platform/problem.ts';
import { type EmployerRecord, employerOf, employersByIds, reachOfEmployer } from '../employers/public.ts';
import type { GigRead } from '../gigs/public.ts';
import { memberPersons, type PersonRecord, personsByIds, touchPerson } from '../identity/public.ts';
import type { Acting } from '../proxies/public.ts';
import { calledAsAgreed } from './called.ts';
import type { BookingRecord } from './model.ts';
import { activeBookingsOf, activeBookingsOfAll } from './repository/find.ts';
import { workOf } from './work.ts';

/** What somebody wants of a gig: all of it where no shift is named. */
export type Wanted = { gig: GigRead; acting: Acting; shiftIds: readonly string[] };

/** What is looked at beside the gig. */
export type Facts = { person: PersonRecord; employer: EmployerRecord; held: readonly BookingRecord[] };

async function asWork(deps: Deps, gig: GigRead, employer: EmployerRecord): Promise<TakeGig> {
  return {
    ...(await workOf(deps, gig)),
    id: gig._id.toHexString(),
    state: gigState(gig, deps.clock()),
    reach: reachOfEmployer(employer, gig.posting.bookingMode),
    together: gig.together,
    shifts: gig.shifts.map(({ _id, startsAt, endsAt, open, role }) => ({
      id: _id.toHexString(),
      startsAt,
      endsAt,
      open,
      role,
    })),
    conditions: gig.posting.conditions,
    crewOnly: gig.posting.crews?.accepts === true && gig.posting.crews.oneOnly,
  };
}

/** Whether the person belongs to the employer: of who acts for themselves it is known. */
async function isOfEmployer(deps: Deps, person: PersonRecord, { gig, acting }: Wanted): Promise<boolean> {
  if (!acting.grant) return isMember(acting.viewer, gig.employerId);
  if (!person.accountId) return false;
  const members = await memberPersons(deps, [gig.employerId]);
  return members.get(String(gig.employerId))?.includes(person._id.toHexString()) ?? false;
}

/** All that the rule asks of a person, whether they come alone or in a crew. */
const asTaker = (
  person: PersonRecord,
  { isEmployerMember, proxyIsEmployer }: Pick<TakePerson, 'isEmployerMember' | 'proxyIsEmployer'>,
): TakePerson => ({
  name: person.name,
  birthDate: person.birthDate,
  birthYear: person.birthYear ?? null,
  plateauResident: person.plateauResident,
  withoutAccount: person.accountId === null,
  isEmployerMember,
  ...(proxyIsEmployer ? { proxyIsEmployer } : {}),
});

type Called = { title: string; place: string };
const asHeld = ({ gigId, times }: BookingRecord, { title, place }: Called): HeldBooking => ({
  gigId: gigId.toHexString(),
  title,
  place,
  shifts: times,
});

/** With titles and places, for the sentence that says what is in the way. */
async function heldInWords(deps: Deps, held: readonly BookingRecord[]): Promise<HeldBooking[]> {
  if (held.length === 0) return [];
  const called = await calledAsAgreed(deps, held);
  const described: HeldBooking[] = [];
  for (const booking of held)
    described.push(asHeld(booking, (await called(booking)) ?? { title: '', place: '' }));
  return described;
}

/**
 * As it is within the transaction that takes, which whoever else writes for the person at the same moment waits for.
 * Throws `person.not_found` where the account was closed.
 */
export async function touchedFacts(deps: Deps, { gig, acting }: Wanted): Promise<Facts> {
  const person = await touchPerson(deps, acting.personId);
  const held = await activeBookingsOf(deps, person._id);
  return { person, held, employer: await employerOf(deps, gig.employerId) };
}

const persons = gathered(async (deps: Deps, ids) => byId(await personsByIds(deps, ids)));
const employers = gathered(employersByIds);
const bookings = gathered(async (deps: Deps, ids) =>
  Map.groupBy(await activeBookingsOfAll(deps, ids), ({ personId }) => personId.toHexString()),
);

/** As it is now, for who takes nothing; a hall of them that asks at once is read together. */
export async function factsNow(deps: Deps, { gig, acting }: Wanted): Promise<Facts> {
  const [person, employer, held = []] = await Promise.all([
    persons(deps, acting.personId),
    employers(deps, gig.employerId.toHexString()),
    bookings(deps, acting.personId),
  ]);
  if (!person) throw problem('person.not_found');
  if (!employer) throw problem('employer.not_found');
  return { person, employer, held };
}

/** Why a person can't take what is wanted; null: nothing is in the way. */
export async function whyNot(deps: Deps, wanted: Wanted, facts: Facts): Promise<WhyNot | null> {
  const { person, employer, held } = facts;
  const gig = await asWork(deps, wanted.gig, employer);
  const { acting } = wanted;
  const taker = asTaker(person, {
    isEmployerMember: await isOfEmployer(deps, person, wanted),
    proxyIsEmployer: acting.grant !== null && isMember(acting.viewer, wanted.gig.employerId),
  });
  const why = (bookings: readonly HeldBooking[]) =>
    whyNotTake({
      gig,
      person: taker,
      bookings,
      shiftIds: wanted.shiftIds,
      now: deps.clock(),
    });
  const found = why(held.map((booking) => asHeld(booking, { title: '', place: '' })));
  return found?.refusal === 'overlaps' ? why(await heldInWords(deps, held)) : found;
}

/**
 * Somebody of a crew, and what they are to do of a gig; `has`: their booking of it, which is to be of more shifts;
 * `proxyIsEmployer`: their leader, who books for them by a grant, belongs to the employer.
 */
export type Member = {
  person: PersonRecord;
  shiftIds: readonly string[];
  has?: BookingRecord;
  proxyIsEmployer?: boolean;
};

/** By the same rule, why those of several people can't come as a crew who can't; of each what they are to do. */
export async function whyNotOfCrew(
  deps: Deps,
  gig: GigRead,
  members: readonly Member[],
): Promise<{ member: Member; why: WhyNot }[]> {
  const held = await activeBookingsOfAll(
    deps,
    members.map(({ person }) => person._id),
  );
  const employs = (await memberPersons(deps, [gig.employerId])).get(String(gig.employerId)) ?? [];
  const work = await asWork(deps, gig, await employerOf(deps, gig.employerId));
  const cannot: { member: Member; why: WhyNot }[] = [];
  for (const member of members) {
    const { person, shiftIds, has, proxyIsEmployer = false } = member;
    const isEmployerMember = employs.includes(String(person._id));
    const why = whyNotTake({
      gig: work,
      person: asTaker(person, { isEmployerMember, proxyIsEmployer }),
      bookings: await heldInWords(
        deps,
        held.filter(({ _id, personId }) => personId.equals(person._id) && !has?._id.equals(_id)),
      ),
      shiftIds,
      inCrew: true,
      now: deps.clock(),
    });
    if (why) cannot.push({ member, why });
  }
  return cannot;
}
