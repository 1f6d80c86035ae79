import type { zClaim } from '@linggong/contracts/review.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { claimWaiting, inTurnOfGig, setAtDesk } from '../gigs/public.ts';
import { type AtDesk, gigAtDesk } from './access.ts';
import { reviewClaimed, reviewReleased } from './events.ts';
import { requireUndecided } from './held.ts';

const CLAIM_MS = 5 * 60_000;

/** Throws `review.taken`, with the office whose operator has it, while someone else's claim holds. */
export function requireNotTaken({ gig, viewer }: Pick<AtDesk, 'gig' | 'viewer'>, now: Date): void {
  const { claim } = gig;
  if (!claim || claim.until <= now || claim.accountId.toString() === viewer.accountId) return;
  throw problem('review.taken', { detail: wordsOf('review').by.taken({ office: claim.byName }) });
}

/** Runs `act` on a posting that waits, one operator after the other, in a transaction. */
async function atDesk<T>(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  act: (at: AtDesk) => Promise<T>,
): Promise<T> {
  const { gig } = await gigAtDesk(deps, viewer, 'review.claim', id);
  return inTurnOfGig(deps, gig._id, () =>
    deps.transaction(async () => {
      const at = await gigAtDesk(deps, viewer, 'review.claim', gig._id.toHexString());
      if (at.gig.state !== 'in_review') throw problem('gig.wrong_state');
      return act(at);
    }),
  );
}

/** Says that the viewer has the posting open. Lapses after five minutes; repeating renews it. */
export const claimReview = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<z.output<typeof zClaim>> =>
  atDesk(deps, viewer, id, async (at) => {
    const now = deps.clock();
    requireUndecided(at.gig);
    requireNotTaken(at, now);
    const { gig, office } = at;
    const accountId = new Types.ObjectId(at.viewer.accountId);
    const claim = { accountId, byName: office, until: new Date(now.getTime() + CLAIM_MS) };
    if (!(await claimWaiting(deps, gig._id, { claim, now }))) throw problem('review.taken');
    const told = { accountId: at.viewer.accountId, byName: office, until: claim.until.toISOString() };
    await reviewClaimed.tell(deps, { gigId: gig._id.toString(), ...told }, gig);
    return told;
  });

/** Gives the posting back before the claim lapses; without a claim of one's own nothing happens. */
export const releaseReview = (deps: Deps, viewer: Viewer | null, id: string): Promise<void> =>
  atDesk(deps, viewer, id, async ({ gig, viewer: operator }) => {
    if (gig.claim?.accountId.toString() !== operator.accountId) return;
    await setAtDesk(deps, gig._id, { claim: null });
    await reviewReleased.tell(deps, { gigId: gig._id.toString() }, gig);
  });
