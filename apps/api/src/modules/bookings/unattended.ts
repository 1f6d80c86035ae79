import type { Unattended, UnattendedPerson } from '@linggong/contracts/unattended.ts';
import { type HeldShift, shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { withoutGrant } from '@linggong/rules/grant.ts';
import { ms } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { gigsWithoutTerms } from '../gigs/public.ts';
import { personsByIds, regionIdsOf, requireMay } from '../identity/public.ts';
import { type EntryRecord, entriesByIds, labelsOf } from '../people/public.ts';
import { grantsStanding, lastGrantsOf, toGrants } from '../proxies/public.ts';
import { placeNames, regionsByIds } from '../regions/public.ts';
import { heldShiftsIn, stateNow } from './held.ts';
import type { BookingRecord } from './model.ts';
import { describeBookings } from './queries.ts';
import { activeBookingsOfAll, heldByGrants } from './repository/find.ts';

/** So many people are listed. */
const LISTED = 100;

type Agreement = BookingRecord['agreements'][number];
/** `stoodIn`: what a desk said who asked, of the version that is public; null: nobody has asked of it. */
type Held = { booking: BookingRecord; shifts: HeldShift[]; stoodIn: Agreement | null };

const askedOf = ({ agreements }: BookingRecord, version: number): Agreement | null => {
  const last = agreements.at(-1);
  return last?.office !== undefined && last.asked && last.version === version ? last : null;
};

/** Of what people without an account hold, that on whose days nobody acts for them, with those days. */
export async function withoutAnybody(deps: Deps, held: readonly BookingRecord[]): Promise<Held[]> {
  const now = deps.clock();
  const ids = held.map(({ personId }) => personId);
  const persons = byId(ids.length > 0 ? await personsByIds(deps, ids) : []);
  const alone = held.filter(
    (booking) =>
      persons.get(String(booking.personId))?.accountId === null && stateNow(booking, now) !== 'lapsed',
  );
  if (alone.length === 0) return [];
  const grants = Map.groupBy(
    await grantsStanding(
      deps,
      alone.map(({ personId }) => personId),
    ),
    ({ personId }) => personId.toHexString(),
  );
  const gigs = byId(
    await gigsWithoutTerms(
      deps,
      alone.map(({ gigId }) => gigId),
    ),
  );
  return alone.flatMap((booking) => {
    const gig = gigs.get(String(booking.gigId));
    if (!gig) return [];
    const coming = shiftsToCome(heldShiftsIn(booking, gig, now), now);
    const shifts = withoutGrant(coming, grants.get(String(booking.personId)) ?? [], now);
    return shifts.length > 0 ? [{ booking, shifts, stoodIn: askedOf(booking, gig.version) }] : [];
  });
}

type Alone = { entry: EntryRecord; held: Held[] };

async function unattendedIn(deps: Deps, regionIds: readonly string[]): Promise<Alone[]> {
  const all = await heldByGrants(deps, deps.clock());
  const ids = [...new Set(all.map(({ personId }) => personId.toHexString()))];
  const mine = new Set(regionIds);
  const entries = byId(
    (ids.length > 0 ? await entriesByIds(deps, ids) : []).filter(({ deskPath }) =>
      deskPath.some((id) => mine.has(id.toHexString())),
    ),
  );
  const held = await withoutAnybody(
    deps,
    all.filter(({ personId }) => entries.has(personId.toHexString())),
  );
  return [...Map.groupBy(held, ({ booking }) => booking.personId.toHexString())].map(([id, those]) => ({
    entry: entries.get(id)!,
    held: those,
  }));
}

const waits = ({ held }: Alone): boolean => held.some(({ stoodIn }) => !stoodIn);
const firstDay = ({ held }: Alone): number =>
  Math.min(...held.flatMap(({ shifts }) => shifts.map(({ startsAt }) => (startsAt ? ms(startsAt) : 0))));

export const countUnattended = async (deps: Deps, regionIds: readonly string[]): Promise<number> =>
  (await unattendedIn(deps, regionIds)).filter(waits).length;

type Bookings = UnattendedPerson['bookings'];

async function describe(deps: Deps, viewer: Viewer, alone: readonly Alone[]): Promise<Map<string, Bookings>> {
  const bookings = alone.flatMap(({ held }) => held.map(({ booking }) => booking));
  const others = await activeBookingsOfAll(
    deps,
    alone.map(({ entry }) => entry._id),
  );
  const described = byStringId(await describeBookings(deps, viewer, bookings, others));
  return new Map(
    alone.map(({ entry, held }) => [
      entry._id.toHexString(),
      held.flatMap(({ booking, shifts, stoodIn }) => {
        const mine = described.get(booking._id.toHexString());
        if (!mine) return [];
        const { asked, office = '', at } = stoodIn ?? {};
        return {
          booking: mine,
          days: shifts.map(({ startsAt }) => (startsAt ? new Date(startsAt).toISOString() : null)),
          stoodIn: asked && at ? { ...asked, office, at: at.toISOString() } : null,
        };
      }),
    ]),
  );
}
const byStringId = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]));

/**
 * For operators: people of their regions without an account who hold or wait for work on days on which nobody may act
 * for them, whoever waits for the desk first, then by the first of these days.
 */
export async function listUnattended(deps: Deps, viewer: Viewer | null): Promise<Unattended> {
  requireMay(viewer, 'booking.list_unattended');
  const all = (await unattendedIn(deps, regionIdsOf(viewer))).sort(
    (a, b) => Number(waits(b)) - Number(waits(a)) || firstDay(a) - firstDay(b),
  );
  const shown = all.slice(0, LISTED);
  const ids = shown.map(({ entry }) => entry._id);
  const persons = byId(ids.length > 0 ? await personsByIds(deps, ids) : []);
  const labels = await labelsOf(deps, [...persons.values()]);
  const regions = await regionsByIds(
    deps,
    shown.map(({ entry }) => entry.regionId),
  );
  const last = new Map((await toGrants(deps, await lastGrantsOf(deps, ids))).map((g) => [g.person.id, g]));
  const bookings = await describe(deps, viewer, shown);
  const items = shown.flatMap(({ entry }): UnattendedPerson[] => {
    const id = entry._id.toHexString();
    const person = persons.get(id);
    const region = regions.get(String(entry.regionId));
    if (!person) return [];
    return [
      {
        person: {
          id,
          label: labels.get(id) ?? person.name,
          name: person.name,
          regionNames: region ? placeNames(region) : [],
        },
        hasPhone: person.phone !== null,
        callees: entry.callees.map(({ phone: _, ...callee }) => callee),
        lastGrant: last.get(id) ?? null,
        bookings: bookings.get(id) ?? [],
      },
    ];
  });
  return { items, people: all.length, waiting: all.filter(waits).length };
}
