import type { Undoables } from '@linggong/contracts/review.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import {
  type GigRecord,
  gigByIdOrNumber,
  gigsHeldBy,
  type HeldRecord,
  inTurnOfGig,
  setAtDesk,
  setIfUnchanged,
} from '../gigs/public.ts';
import { requireMay } from '../identity/public.ts';
import { type AtDesk, gigAtDesk } from './access.ts';
import type { Decided } from './carry-out.ts';
import { reviewHeld, tellUnheld } from './events.ts';
import { heldOf, toHeld } from './standing.ts';

export const CARRY_OUT = 'review.carry_out';

const ABOUT: Partial<Record<GigRecord['state'], HeldRecord['about']>> = {
  in_review: 'waiting',
  published: 'public',
  closed: 'public',
};

/** Throws `review.decided`, with the office that decided. */
export function requireUndecided(gig: GigRecord): void {
  const held = heldOf(gig);
  if (!held) return;
  throw problem('review.decided', {
    detail: wordsOf('review').by.decided({ office: held.byName }),
  });
}

/**
 * Keeps a decision, and the flags that it was made by, for `seconds` before it is carried out; the job is there if the
 * decision is. In a transaction.
 */
export async function hold(
  deps: Deps,
  gig: GigRecord,
  decided: Decided,
  seconds: number,
): Promise<GigRecord> {
  const until = new Date(deps.clock().getTime() + seconds * 1000);
  const about = decided.decision === 'approve' ? 'down' : 'public';
  const held: HeldRecord = { ...decided, about: ABOUT[gig.state] ?? about, revision: gig.revision, until };
  const change = { held, flags: gig.flags, claim: null, setBack: null };
  if (!(await setIfUnchanged(deps, gig, change))) throw problem('gig.changed_meanwhile');
  const gigId = gig._id.toHexString();
  await deps.jobs.enqueue([{ kind: CARRY_OUT, key: gigId, data: { gigId }, at: until }]);
  const saved = { ...gig, ...change };
  await reviewHeld.tell(deps, { gigId, held: toHeld(saved) }, gig);
  return saved;
}

/** A decision that can't be undone (any more) by whom. */
function requireOwnHeld({ gig, viewer }: AtDesk): void {
  const held = heldOf(gig);
  if (!held) throw problem('review.too_late');
  if (held.accountId.toString() === viewer.accountId) return;
  throw problem('auth.forbidden', { detail: wordsOf('review').by.othersDecision({ office: held.byName }) });
}

/**
 * Takes one's own decision back, as long as it has not been carried out: the posting is as it was before, and nobody
 * but the desk heard of it. Throws `review.too_late`.
 */
export async function undoDecision(deps: Deps, viewer: Viewer | null, id: string): Promise<void> {
  requireOwnHeld(await gigAtDesk(deps, viewer, 'review.undo', id));
  const gigId = (await gigByIdOrNumber(deps, id))._id.toHexString();
  await inTurnOfGig(deps, gigId, () =>
    deps.transaction(async () => {
      const at = await gigAtDesk(deps, viewer, 'review.undo', gigId);
      requireOwnHeld(at);
      await setAtDesk(deps, at.gig._id, { held: null });
      await tellUnheld(deps, at.gig);
    }),
  );
}

/** The viewer's own decisions that can still be undone, the latest first. */
export async function undoableOf(deps: Deps, viewer: Viewer | null): Promise<Undoables> {
  requireMay(viewer, 'review.list');
  const gigs = await gigsHeldBy(deps, viewer.accountId);
  const items = gigs
    .flatMap((gig) => {
      const held = heldOf(gig);
      if (!held) return [];
      return [
        {
          gigId: gig._id.toHexString(),
          number: gig.number,
          title: withoutPhones(gig.posting.title),
          decision: held.decision,
          about: held.about,
          until: held.until.toISOString(),
        },
      ];
    })
    .sort((a, b) => b.until.localeCompare(a.until));
  return { items };
}
