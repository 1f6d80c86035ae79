import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { type GigRead, gigWithoutTerms } from '../gigs/public.ts';
import { crewToLead } from './crew.ts';
import type { CrewWaitRecord } from './model.ts';
import { keepWait } from './repository.ts';

type Wanted = { people: number; shiftIds: readonly string[] };

/** The leader wants to be told, once, when so many places are free; nothing is held for them. */
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
      shiftIds: shiftIds.map((one) => new Types.ObjectId(one)),
      people,
      createdAt: deps.clock(),
    }),
  );
}

/** Whether so many places are free: in one of the wanted shifts, or of all where none is named. */
export function isFree({ shifts }: Pick<GigRead, 'shifts'>, { shiftIds, people }: CrewWaitRecord): boolean {
  const wanted = shifts.filter(({ _id }) => shiftIds.length === 0 || shiftIds.some((id) => id.equals(_id)));
  return wanted.reduce((sum, { open }) => sum + (open ?? people), 0) >= people;
}
