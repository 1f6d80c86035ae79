import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { localDay } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { type GigRead, gigWithoutTerms } from '../gigs/public.ts';
import { crewToLead } from './crew.ts';
import type { CrewWaitRecord } from './model.ts';
import { activeCrewBookingsOfGig, keepWait, waitsFor } from './repository.ts';

/** `shiftIds`: null: on all that are to come, for which none is kept. */
type Wanted = { people: number; shiftIds: readonly string[] | null };

/** The leader wants to be told, once, when so many of them could come; nothing is held for them. */
export async function waitWithCrew(
  deps: Deps,
  viewer: Viewer | null,
  { id, gig: idOrNumber }: { id: string; gig: string },
  { people, shiftIds }: Wanted,
): Promise<void> {
  const crew = await crewToLead(deps, viewer, id);
  const gig = await gigWithoutTerms(deps, idOrNumber);
  if (gig.version === 0) throw problem('gig.not_found');
  await deps.transaction(() =>
    keepWait(deps, {
      crewId: crew._id,
      leaderId: crew.leaderId,
      gigId: gig._id,
      shiftIds: (shiftIds ?? []).map((one) => new Types.ObjectId(one)),
      people,
      createdAt: deps.clock(),
    }),
  );
}

/**
 * Whether so many could come now: the gig can be taken and lets a crew of so many come, and on each day of the wanted shifts,
 * or of all that are to come where none is named, so many places are free.
 */
export function isFree(gig: GigRead, { shiftIds, people }: CrewWaitRecord, now: Date): boolean {
  const { crews } = gig.posting;
  if (gigState(gig, now) !== 'published' || !crews?.accepts || people < (crews.atLeast ?? 0)) return false;
  const wanted = shiftsToCome(gig.shifts, now).filter(
    ({ _id }) => shiftIds.length === 0 || shiftIds.some((id) => id.equals(_id)),
  );
  const days = Map.groupBy(wanted, ({ startsAt }) => startsAt && localDay(startsAt));
  return (
    days.size > 0 &&
    [...days.values()].every(
      (day) => day.reduce((sum, { open }) => sum + Math.max(0, open ?? people), 0) >= people,
    )
  );
}

/** Those who wait for one of these gigs and could come now; nobody who has booked it since. */
export async function whoCouldCome(deps: Deps, gigs: readonly GigRead[]): Promise<CrewWaitRecord[]> {
  const ids = gigs.map(({ _id }) => _id);
  const waits = ids.length > 0 ? await waitsFor(deps, ids) : [];
  const could: CrewWaitRecord[] = [];
  for (const wait of waits) {
    const gig = gigs.find(({ _id }) => _id.equals(wait.gigId));
    if (!gig || !isFree(gig, wait, deps.clock())) continue;
    const booked = await activeCrewBookingsOfGig(deps, wait.gigId);
    const other = gig.posting.crews?.oneOnly && booked.length > 0;
    if (!other && !booked.some(({ crewId }) => crewId.equals(wait.crewId))) could.push(wait);
  }
  return could;
}
