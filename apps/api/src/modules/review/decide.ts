import type { Flag } from '@linggong/contracts/flag.ts';
import { flagKey, type zNewDecision } from '@linggong/contracts/review.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { type GigRecord, inTurnOfGig } from '../gigs/public.ts';

import { type AtDesk, decidable, gigAtDesk } from './access.ts';
import { carryOut, judged, requirePassable } from './carry-out.ts';
import { requireNotTaken } from './claim.ts';
import { hold, requireUndecided } from './held.ts';

type NewDecision = z.output<typeof zNewDecision>;

/** Nobody decides about what somebody else has open or has decided, or what they haven't seen. */
async function requireDecidable(deps: Deps, at: AtDesk, given: NewDecision): Promise<void> {
  const { gig } = at;
  requireUndecided(gig);
  if (!(await decidable(deps, gig)).includes(given.decision)) throw problem('gig.wrong_state');
  requireNotTaken(at, deps.clock());
  if (gig.revision !== given.revision) throw problem('gig.changed_meanwhile');
}

/** What the rules remark now: an approval passes over none of it that wasn't read, and nothing that can't be public. */
async function readFlags(deps: Deps, gig: GigRecord, read: readonly string[] | undefined): Promise<Flag[]> {
  const { around, flags } = await judged(deps, gig);
  requirePassable(deps, gig, around, flags);
  const unread = read && flags.filter((flag) => !read.includes(flagKey(flag)));
  if (!unread?.length) return flags;
  throw problem('review.unread_flags', {
    detail: wordsOf('review').unread({ count: unread.length }),
    flags: unread,
  });
}

/**
 * An operator decides about the posting that was read at `revision`. Approving publishes it, unless the law forbids
 * it (`gig.blocked`); what was flagged, decided and why is kept for good. With `undoSeconds` it is only held until then
 * and can be undone: it is written down at once, and nobody but the desk is told before it is carried out.
 */
export async function decideReview(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  given: NewDecision,
): Promise<GigRecord> {
  const { gig: found } = await gigAtDesk(deps, viewer, 'review.decide', id);
  return inTurnOfGig(deps, found._id, () =>
    deps.transaction(async () => {
      const at = await gigAtDesk(deps, viewer, 'review.decide', found._id.toHexString());
      await requireDecidable(deps, at, given);
      const flags = given.decision === 'approve' ? await readFlags(deps, at.gig, given.read) : at.gig.flags;
      const decided = {
        decision: given.decision,
        reason: given.reason || null,
        article: given.article || null,
        accountId: new Types.ObjectId(at.viewer.accountId),
        byName: at.office,
      };
      return given.undoSeconds > 0
        ? hold(deps, { ...at.gig, flags }, decided, given.undoSeconds)
        : carryOut(deps, at.gig, decided);
    }),
  );
}
