import type { BookingState } from '@linggong/contracts/booking.ts';
import type { Crew, CrewBooking } from '@linggong/contracts/crew.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import {
  type BookingRecord,
  bookingsOfCrews,
  calledAsAgreed,
  grantEndsOf,
  initialOf,
  isOver,
  stateNow,
  termsOf,
} from '../bookings/public.ts';
import { gigsWithoutTerms } from '../gigs/public.ts';
import { personsByIds } from '../identity/public.ts';
import { labelsOf } from '../people/public.ts';
import { mayName } from './consent.ts';
import { changesUntil } from './cutoff.ts';
import { daysOf } from './days.ts';
import type { CrewBookingRecord, CrewRecord } from './model.ts';
import { crewIfAny } from './repository.ts';

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** Crews as their leader sees them, with everybody's name. */
export async function toCrews(deps: Deps, crews: readonly CrewRecord[]): Promise<Crew[]> {
  const ids = crews.flatMap(({ members }) => members.map(({ personId }) => personId));
  const labels = await labelsOf(deps, await personsByIds(deps, ids));
  return crews.map(({ _id, name, code, pickUp, members, revision }) => ({
    id: _id.toHexString(),
    name,
    code,
    pickUp: { text: pickUp.text, regionId: pickUp.regionId?.toHexString() ?? null },
    members: members.map(({ personId, consent, joinedAt }) => ({
      personId: personId.toHexString(),
      name: labels.get(personId.toHexString()) ?? '',
      consent,
      joinedAt: joinedAt.toISOString(),
    })),
    revision,
  }));
}

/** How a crew's booking stands: as the parts of it that are not over, or as the last of them ended. */
function stateOf(parts: readonly BookingRecord[], now: Date): BookingState {
  const states = parts.map((part) => stateNow(part, now));
  if (states.includes('confirmed')) return 'confirmed';
  if (states.includes('requested')) return 'requested';
  const last = parts.toSorted((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime()).at(-1);
  return last ? stateNow(last, now) : 'cancelled';
}

/** When the first of what they hold begins; null: by arrangement. */
function firstStart(parts: readonly BookingRecord[]): string | null {
  const starts = parts.flatMap(({ times }) => times.map(({ startsAt }) => startsAt.getTime()));
  return starts.length > 0 ? new Date(Math.min(...starts)).toISOString() : null;
}

/** The shifts that these parts have or had, with their times and roles as they were agreed to. */
function shiftsOf(
  parts: readonly BookingRecord[],
  agreedOf: (part: BookingRecord) => Posting | undefined,
): CrewBooking['shifts'] {
  const all = parts.flatMap((part) => {
    const agreed = agreedOf(part)?.shifts ?? [];
    return part.shiftIds.map((shiftId) => {
      const id = shiftId.toHexString();
      const time = part.times.find((one) => one.shiftId.equals(shiftId));
      const role = agreed.find((shift) => shift.id === id)?.role;
      const [startsAt, endsAt] = [iso(time?.startsAt ?? null), iso(time?.endsAt ?? null)];
      return { id, startsAt, endsAt, ...(role ? { role } : {}) };
    });
  });
  return [...new Map(all.map((shift) => [shift.id, shift])).values()].toSorted((a, b) =>
    (a.startsAt ?? '').localeCompare(b.startsAt ?? ''),
  );
}

/** Whose names in full somebody may read of these parts. */
async function named(
  deps: Deps,
  parts: readonly BookingRecord[],
  { record, reader }: { record: CrewBookingRecord; reader: Viewer | 'employer' },
): Promise<(part: BookingRecord) => boolean> {
  const now = deps.clock();
  if (reader === 'employer') return (part) => stateNow(part, now) === 'confirmed';
  const known = new Set<string>();
  const crew = await crewIfAny(deps, record.crewId);
  for (const part of parts) {
    const id = part.personId.toHexString();
    const comes = part.active && !isOver(part, now);
    if (comes || (await mayName(deps, reader, crew, id))) known.add(id);
  }
  return ({ personId }) => known.has(personId.toHexString());
}

/**
 * For the leader everybody who comes by name, and those of the others whom they may know; for the employer those whom it
 * has taken.
 */
export async function toCrewBookings(
  deps: Deps,
  records: readonly CrewBookingRecord[],
  reader: Viewer | 'employer',
): Promise<CrewBooking[]> {
  const now = deps.clock();
  const all = await bookingsOfCrews(
    deps,
    records.map(({ _id }) => _id),
  );
  const gigs = byId(
    await gigsWithoutTerms(
      deps,
      records.map(({ gigId }) => gigId),
    ),
  );
  const found = await personsByIds(
    deps,
    all.map(({ personId }) => personId),
  );
  const persons = byId(found);
  const labels = await labelsOf(deps, found);
  const called = await calledAsAgreed(deps, all, gigs);
  const terms = await termsOf(deps, all, gigs);
  const ends = await grantEndsOf(deps, reader === 'employer' ? [] : all);
  const views: CrewBooking[] = [];
  for (const record of records) {
    const gig = gigs.get(String(record.gigId));
    if (!gig) continue;
    const parts = all.filter(({ crewBookingId }) => crewBookingId?.equals(record._id));
    const [first] = parts;
    const active = parts.filter((part) => part.active);
    const days = daysOf(active, gig, now).map(({ day, startsAt, shiftIds, people }) => ({
      startsAt: iso(startsAt),
      shiftIds,
      people,
      shortUntil: iso((record.shortDays ?? []).find((short) => short.day === day)?.until ?? null),
      changesUntil: iso(changesUntil(deps, [{ startsAt }])),
    }));
    const inFull = await named(deps, parts, { record, reader });
    views.push({
      id: record._id.toHexString(),
      crewId: record.crewId.toHexString(),
      crewName: record.crewName,
      gigId: record.gigId.toHexString(),
      number: gig.number,
      title: (first && (await called(first))?.title) ?? '',
      startsAt: firstStart(parts),
      state: stateOf(parts, now),
      people: record.people,
      atLeast: record.atLeast,
      shortUntil: days.find((one) => one.shortUntil)?.shortUntil ?? null,
      days,
      changesUntil: iso(changesUntil(deps, gig.shifts)),
      pickUp: record.pickUp,
      together: first?.together ?? false,
      revision: record.revision,
      shifts: shiftsOf(parts, (part) => terms(part)?.agreed),
      members: parts.map((part) => {
        const state = stateNow(part, now);
        const name = persons.get(String(part.personId))?.name ?? '';
        return {
          bookingId: part._id.toHexString(),
          personId: part.personId.toHexString(),
          name: inFull(part) ? (labels.get(part.personId.toHexString()) ?? '') : initialOf(name),
          shiftIds: part.shiftIds.map(String),
          state,
          asksAgain: (terms(part)?.open.length ?? 0) > 0,
          grantEnds: reader === 'employer' ? null : ends(part),
        };
      }),
    });
  }
  return views;
}
