import type {
  BookedFor,
  MyPeople,
  MyPersonsBookings,
  PeopleTakeability,
  zNewBookings,
} from '@linggong/contracts/booking.ts';
import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { busyDuring } from '@linggong/rules/busy.ts';
import { liveScopes } from '@linggong/rules/grant.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { ProblemError, problem } from '../../platform/problem.ts';
import { problemTexts } from '../../words/problems.ts';
import { gigWithoutTerms } from '../gigs/public.ts';
import {
  type PersonRecord,
  personById,
  personsByIds,
  requireMay,
  requireSignedIn,
} from '../identity/public.ts';
import { entriesByIds } from '../people/public.ts';
import {
  countLiveGrantsTo,
  type GrantRecord,
  liveGrantsTo,
  requireMayFor,
  toGrants,
} from '../proxies/public.ts';
import { placeNames, regionsByIds } from '../regions/public.ts';
import { endsBefore, grantEndsOf } from './grant-ends.ts';
import { describeBookings } from './queries.ts';
import { activeBookingsOfAll, bookingsOfPerson } from './repository/find.ts';
import { takeabilityOf, takeable, takeGig } from './take.ts';

/** So many people one acts for are shown at once. */
const LISTED = 300;
const SHOWN = 100;

type Acted = MyPeople['items'][number]['person'];

/** People as who acts for them sees them. */
async function actedOf(deps: Deps, persons: readonly PersonRecord[]): Promise<Acted[]> {
  const regions = await regionsByIds(
    deps,
    persons.flatMap(({ regionId }) => regionId ?? []),
  );
  return persons.map(({ _id, name, regionId, accountId }) => {
    const region = regions.get(String(regionId));
    return {
      id: _id.toHexString(),
      name,
      regionNames: region ? placeNames(region) : [],
      hasAccount: accountId !== null,
    };
  });
}

/** The grants by which the viewer acts now, each with its person. */
async function actingNow(deps: Deps, viewer: Viewer): Promise<{ grant: GrantRecord; person: Acted }[]> {
  const grants = await liveGrantsTo(deps, viewer.personId, LISTED);
  const persons = byId(
    await personsByIds(
      deps,
      grants.map(({ personId }) => personId),
    ),
  );
  const acted = new Map((await actedOf(deps, [...persons.values()])).map((person) => [person.id, person]));
  return grants.flatMap((grant) => {
    const person = acted.get(String(grant.personId));
    return person ? [{ grant, person }] : [];
  });
}

export async function countMyPeople(deps: Deps, viewer: Viewer | null): Promise<{ people: number }> {
  requireMay(viewer, 'grant.keep_own');
  return { people: await countLiveGrantsTo(deps, viewer.personId) };
}

/** For whom the viewer acts now, and what these hold or wait for. */
export async function myPeople(deps: Deps, viewer: Viewer | null): Promise<MyPeople> {
  requireMay(viewer, 'grant.keep_own');
  const acting = await actingNow(deps, viewer);
  const now = deps.clock();
  const seen = acting.filter(({ grant }) => liveScopes([grant], now).includes('look'));
  const held = await activeBookingsOfAll(
    deps,
    seen.map(({ grant }) => grant.personId),
  );
  const described = await describeBookings(deps, viewer, held, held);
  const personOf = new Map(held.map(({ _id, personId }) => [_id.toHexString(), personId.toHexString()]));
  const grants = await toGrants(
    deps,
    acting.map(({ grant }) => grant),
  );
  return {
    items: acting.map(({ person }, i) => ({
      person,
      grant: grants[i]!,
      bookings: described.filter(({ id }) => personOf.get(id) === person.id),
    })),
  };
}

/** What somebody for whom the viewer acts has taken, the latest first. Throws `person.not_found`. */
export async function personsBookings(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<MyPersonsBookings> {
  const { viewer: asks, grant } = await requireMayFor(deps, viewer, 'booking.list_of', { personId: id });
  const person = await personById(deps, id);
  if (!person || !grant) throw problem('person.not_found');
  const bookings = await bookingsOfPerson(deps, id, SHOWN);
  const active = bookings.filter((booking) => booking.active);
  const [acted] = await actedOf(deps, [person]);
  const [described] = await toGrants(deps, [grant]);
  return {
    person: acted!,
    grant: described!,
    bookings: await describeBookings(deps, asks, bookings, active),
  };
}

/** Whom the viewer may take a gig for now, and whether each can; beside them who lets the viewer do other things alone. */
export async function peopleTakeability(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  shiftIds: string[],
): Promise<PeopleTakeability> {
  requireMay(viewer, 'gig.take');
  const gig = takeable(viewer, await gigWithoutTerms(deps, idOrNumber));
  const now = deps.clock();
  const wanted = gig.shifts
    .map(({ _id, startsAt, endsAt }) => ({ id: _id.toHexString(), startsAt, endsAt }))
    .filter(({ id }) => shiftIds.length === 0 || shiftIds.includes(id));
  const items: PeopleTakeability['items'] = [];
  const all = await actingNow(deps, viewer);
  const books = ({ grant }: { grant: GrantRecord }) => liveScopes([grant], now).includes('book');
  const acting = all.filter(books);
  const entryOf = byId(
    await entriesByIds(
      deps,
      acting.map(({ person }) => new Types.ObjectId(person.id)),
    ),
  );
  for (const { grant, person } of acting) {
    items.push({
      person,
      takeability: await takeabilityOf(deps, {
        gig,
        acting: { viewer, personId: person.id, grant },
        shiftIds,
      }),
      grantEnds: endsBefore(grant, shiftsToCome(wanted, now)),
      busy: busyDuring(entryOf.get(person.id)?.busy ?? [], shiftsToCome(wanted, now)),
    });
  }
  return { items, others: all.filter((each) => !books(each)).map(({ person }) => person) };
}

/** Why it came to nothing, in a sentence; what is about the gig and not about one person is thrown on. */
function whyOf(deps: Deps, error: unknown): { refusal: string; detail: string } {
  if (!(error instanceof ProblemError)) throw error;
  const { code, extras } = error;
  if (code === 'gig.terms_changed' || code === 'gig.not_found') throw error;
  return {
    refusal: extras.refusal ?? code,
    detail: extras.detail ?? problemTexts(deps.settings.STATION_PHONE)[code].detail,
  };
}

/**
 * Takes a gig for several people, one after the other, each by the one rule and by what their own grant allows: what is
 * in the way of one stops no other. Throws `gig.terms_changed` where it isn't what was shown.
 */
export async function takeForPeople(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  { personIds, ...shown }: z.output<typeof zNewBookings>,
): Promise<BookedFor> {
  requireSignedIn(viewer);
  requireMay(viewer, 'gig.take');
  const known = new Map((await actingNow(deps, viewer)).map(({ person }) => [person.id, person.name]));
  const items: BookedFor['items'] = [];
  for (const personId of new Set(personIds)) {
    const person = { id: personId, name: known.get(personId) ?? '' };
    try {
      const booking = await takeGig(deps, viewer, idOrNumber, { ...shown, personId });
      const outcome = booking.state === 'confirmed' ? 'confirmed' : 'requested';
      const bookingId = booking._id.toHexString();
      const ends = (await grantEndsOf(deps, [booking]))(booking);
      items.push({ person, outcome, bookingId, refusal: null, detail: null, grantEnds: ends });
    } catch (error) {
      items.push({ person, outcome: 'refused', bookingId: null, ...whyOf(deps, error), grantEnds: null });
    }
  }
  return { items };
}
