import type { Flag } from '@linggong/contracts/flag.ts';
import { canMove, isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import {
  bookingsFollowPublication,
  bookingsFollowReview,
  bookingsFollowTakeDown,
} from '../bookings/public.ts';
import { requireNotSuspended, watchEmployer } from '../employers/public.ts';
import { flagsOf } from '../flags/public.ts';
import {
  type Around,
  aroundOf,
  type GigRecord,
  type HeldRecord,
  keepDecision,
  moveGig,
  publicFields,
  publishGig,
  requireNotBlocked,
} from '../gigs/public.ts';
import { tellLeft, tellUnheld } from './events.ts';

/** What an operator decided, and for which office. */
export type Decided = Pick<HeldRecord, 'decision' | 'reason' | 'article' | 'byName'> & {
  accountId: Types.ObjectId;
};

/** What the rules find in a posting now, and what it stands in. */
export async function judged(deps: Deps, gig: GigRecord): Promise<{ around: Around; flags: Flag[] }> {
  const around = await aroundOf(deps, gig);
  return { around, flags: flagsOf(gig.posting, around, deps.clock()) };
}

/** Throws `gig.blocked` where the law forbids the posting, `gig.wrong_state` where its time is over. */
export function requirePassable(deps: Deps, gig: GigRecord, around: Around, flags: readonly Flag[]): void {
  requireNotSuspended(deps, around.employer);
  requireNotBlocked(flags, wordsOf('review').notPassable.blocked);
  const now = deps.clock();
  if (isPublic(gigState({ ...gig, ...publicFields(gig, around, now) }, now))) return;
  throw problem('gig.wrong_state', { detail: wordsOf('review').notPassable.over });
}

/** Nothing is held, set back or compared any more once it is decided. */
const settled = { claim: null, held: null, setBack: null, wasOver: false, earlier: [] };

/** What people who hold it came to know as public. */
const WAS_PUBLIC: readonly GigRecord['state'][] = ['published', 'closed'];

/**
 * Sends a posting back (`returned`) or refuses it for good. What was public goes off the feed. One that its employer
 * has withdrawn meanwhile is not given back to be sent in again.
 */
async function turnDown(
  deps: Deps,
  gig: GigRecord,
  decision: 'return' | 'refuse',
  flags: Flag[],
): Promise<GigRecord> {
  const refused = decision === 'refuse';
  const withdrawn = gig.state === 'withdrawn';
  const state = refused ? 'refused' : withdrawn ? 'withdrawn' : 'returned';
  const wasOver = gig.state === 'closed' || withdrawn || (gig.state === 'returned' && gig.wasOver);
  const change = { ...settled, state, wasOver, flags, submittedAt: null, dueAt: null } as const;
  const saved = await moveGig(deps, gig, withdrawn ? 'enforce' : decision, change);
  if (refused || WAS_PUBLIC.includes(gig.state)) await watchEmployer(deps, gig.employerId);
  if (refused) await bookingsFollowTakeDown(deps, saved);
  else if (WAS_PUBLIC.includes(gig.state)) await bookingsFollowReview(deps, saved);
  return saved;
}

/**
 * Does what was decided, keeps it for good and tells whom it concerns; in a transaction. What was flagged is asked anew,
 * so an approval may be impossible by now: see `requirePassable`.
 */
export async function carryOut(deps: Deps, gig: GigRecord, decided: Decided): Promise<GigRecord> {
  const { around, flags } = await judged(deps, gig);
  const { decision, reason, article, accountId, byName } = decided;
  if (decision === 'approve') requirePassable(deps, gig, around, flags);
  const action = canMove(gig.state, 'approve') ? 'approve' : 'restore';
  const saved =
    decision === 'approve'
      ? await bookingsFollowPublication(
          deps,
          await publishGig(deps, gig, { action, around }, { ...settled, flags }),
        )
      : await turnDown(deps, gig, decision, flags);
  await keepDecision(deps, saved, { decision, by: 'operator', accountId, byName, flags, reason, article });
  if (gig.state === 'in_review') await tellLeft(deps, [gig]);
  else if (gig.state !== 'published') await tellUnheld(deps, gig);
  return saved;
}
