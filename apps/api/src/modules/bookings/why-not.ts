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
import type { Viewer } from '../../platform/http/env.ts';
import { employerOf, reachOfEmployer } from '../employers/public.ts';
import type { GigRead } from '../gigs/public.ts';
import { memberPersons, type PersonRecord } from '../identity/public.ts';
import { calledAsAgreed } from './called.ts';
import type { BookingRecord } from './model.ts';
import { activeBookingsOf, activeBookingsOfAll } from './repository/find.ts';
import { workOf } from './work.ts';

/** What somebody wants of a gig: all of it where no shift is named. */
export type Wanted = { gig: GigRead; viewer: Viewer; shiftIds: readonly string[] };

async function asWork(deps: Deps, gig: GigRead): Promise<TakeGig> {
  return {
    ...(await workOf(deps, gig)),
    id: gig._id.toHexString(),
    state: gigState(gig, deps.clock()),
    reach: reachOfEmployer(await employerOf(deps, gig.employerId), gig.posting.bookingMode),
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

const asTaker = (person: PersonRecord, { gig, viewer }: Wanted): TakePerson => ({
  name: person.name,
  birthDate: person.birthDate,
  plateauResident: person.plateauResident,
  isEmployerMember: isMember(viewer, gig.employerId),
});

/** Titles and places of what a person holds, for the sentence that says what is in the way. */
async function asHeld(deps: Deps, held: readonly BookingRecord[]): Promise<HeldBooking[]> {
  if (held.length === 0) return [];
  const called = await calledAsAgreed(deps, held);
  const described: HeldBooking[] = [];
  for (const booking of held) {
    const { title = '', place = '' } = (await called(booking)) ?? {};
    described.push({ gigId: booking.gigId.toHexString(), title, place, shifts: booking.times });
  }
  return described;
}

/** Why a person can't take what is wanted; null: nothing is in the way. */
export async function whyNot(deps: Deps, person: PersonRecord, wanted: Wanted): Promise<WhyNot | null> {
  const held = await activeBookingsOf(deps, person._id);
  return whyNotTake({
    gig: await asWork(deps, wanted.gig),
    person: asTaker(person, wanted),
    bookings: await asHeld(deps, held),
    shiftIds: wanted.shiftIds,
    now: deps.clock(),
  });
}

/** Somebody of a crew, and what they are to do of a gig. */
export type Member = { person: PersonRecord; shiftIds: readonly string[] };

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
  const work = await asWork(deps, gig);
  const cannot: { member: Member; why: WhyNot }[] = [];
  for (const member of members) {
    const { person, shiftIds } = member;
    const { name, birthDate, plateauResident } = person;
    const why = whyNotTake({
      gig: work,
      person: { name, birthDate, plateauResident, isEmployerMember: employs.includes(String(person._id)) },
      bookings: await asHeld(
        deps,
        held.filter(({ personId }) => personId.equals(person._id)),
      ),
      shiftIds,
      inCrew: true,
      now: deps.clock(),
    });
    if (why) cannot.push({ member, why });
  }
  return cannot;
}
