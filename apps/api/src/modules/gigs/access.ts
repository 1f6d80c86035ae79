import type { Action, Target } from '@linggong/rules/authority.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { wordsOf } from '../../words/words.ts';
import { requireMay, requireSignedIn } from '../identity/public.ts';
import type { GigRecord } from './model.ts';
import { gigByIdOrNumber } from './repository/find.ts';

export type GigAction = Extract<Action, `gig.${string}`>;

/** The regions in charge of a gig. What was never sent in lies on no desk: it is its employer's alone. */
export const desksOf = ({ state, deskPath }: Pick<GigRecord, 'deskPath' | 'state'>): GigRecord['deskPath'] =>
  state === 'draft' ? [] : deskPath;

/** A gig as authority asks about it. */
export const authorityOver = (gig: Pick<GigRecord, 'employerId' | 'deskPath' | 'state'>): Target => ({
  employerId: gig.employerId,
  deskPath: desksOf(gig),
});

/** Throws as `AUTHORITY` says of a gig; what an employer does with its gig is its own. */
export function requireMayWithGig(
  viewer: Viewer | null,
  action: GigAction,
  gig: Parameters<typeof authorityOver>[0],
): asserts viewer is Viewer {
  requireMay(viewer, action, authorityOver(gig), wordsOf('gigs').itsEmployers);
}

/** The gig for whoever may; throws `gig.not_found` where there is none, else as `requireMayWithGig`. */
export async function gigFor(
  deps: Deps,
  viewer: Viewer | null,
  action: GigAction,
  id: string,
): Promise<GigRecord> {
  requireSignedIn(viewer);
  const gig = await gigByIdOrNumber(deps, id);
  requireMayWithGig(viewer, action, gig);
  return gig;
}

/** The gig to be changed, by its employer; one that was forwarded and waits, also by those who complete it. */
export async function gigToEdit(deps: Deps, viewer: Viewer | null, id: string): Promise<GigRecord> {
  requireSignedIn(viewer);
  const gig = await gigByIdOrNumber(deps, id);
  const lacks = gig.source !== null && gig.state === 'in_review';
  requireMayWithGig(viewer, lacks ? 'gig.complete' : 'gig.edit', gig);
  return gig;
}
