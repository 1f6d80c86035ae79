import type { Queue, Review } from '@linggong/contracts/review.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { employerOf, employersByIds, toEmployer } from '../employers/public.ts';
import { type GigRecord, lastPassed, managedGig, waitingFor } from '../gigs/public.ts';
import { regionIdsOf, requireMay } from '../identity/public.ts';
import { regionsOf } from '../regions/public.ts';
import { decidable, gigAtDesk } from './access.ts';
import { judged } from './carry-out.ts';
import { toClaim, toQueueItem } from './queue-item.ts';
import { setBackOf, toHeld } from './standing.ts';

/** More than one desk decides in a day; the rest comes up as these are done. */
const SHOWN = 200;

/** What waits for the viewer's offices: what is overdue first, the riskiest of it first, then the longest waiting. */
export async function readQueue(
  deps: Deps,
  viewer: Viewer | null,
  query: { importId?: string },
): Promise<Queue> {
  requireMay(viewer, 'review.list');
  const regionIds = regionIdsOf(viewer);
  const now = deps.clock();
  const { importId } = query;
  const { shown, total } = await waitingFor(deps, { regionIds, importId, now }, SHOWN);
  const employers = await employersByIds(
    deps,
    shown.map((gig) => gig.employerId),
  );
  const regionOfGig = await regionsOf(deps, shown);
  const items = shown.flatMap((gig) => {
    const employer = employers.get(gig.employerId.toString());
    return employer ? [toQueueItem(gig, employer, regionOfGig(gig), now)] : [];
  });
  const decided = items.filter(({ held }) => held !== null).length;
  return { items, total: (await total()) - decided };
}

/** What a waiting posting said at a revision; null: what it says now, or it is no longer known. */
const seenAt = ({ earlier = [] }: GigRecord, since: number) =>
  earlier.find(({ revision }) => revision >= since)?.posting ?? null;

/** A posting with all that an operator decides by; with `since` also what it said at that revision. */
export async function readReview(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { since }: { since?: number } = {},
): Promise<Review> {
  const { gig } = await gigAtDesk(deps, viewer, 'review.read', id);
  const employer = await employerOf(deps, gig.employerId);
  // Rules and wages go on while it waits: what is decided by is what they say now.
  const waiting = gig.state === 'in_review' ? { ...gig, flags: (await judged(deps, gig)).flags } : gig;
  return {
    gig: await managedGig(deps, waiting),
    employer: await toEmployer(deps, employer),
    claim: gig.state === 'in_review' ? toClaim(gig.claim, deps.clock()) : null,
    held: toHeld(gig),
    setBack: setBackOf(gig),
    can: await decidable(deps, gig),
    passed: await lastPassed(deps, gig._id),
    seen: since === undefined ? null : seenAt(gig, since),
  };
}
