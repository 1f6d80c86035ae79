import type { zNewDecision } from '@linggong/contracts/review.ts';
import { canMove, gigState, isPublic } from '@linggong/rules/gig-state.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { bookingsFollowChange, bookingsFollowWithdrawal } from '../bookings/follow-gig.ts';
import { aroundOf, flagsOf, requireNotBlocked } from '../gigs/check.ts';
import { tellClosed, tellEmployer, tellLeft } from '../gigs/events.ts';
import type { GigRecord } from '../gigs/model.ts';
import { publicFields, publishGig } from '../gigs/publish.ts';
import { recordDecision, saveGig } from '../gigs/repository.ts';
import { isMember } from '../identity/access.ts';
import { gigAtDesk } from './access.ts';
import { requireNotTaken } from './claim.ts';

type NewDecision = z.output<typeof zNewDecision>;

async function approve(deps: Deps, gig: GigRecord, flags: GigRecord['flags']): Promise<GigRecord> {
  requireNotBlocked(flags, '有几处法律不允许或没有写明，不能通过。退回去，请用工方改好。');
  const around = await aroundOf(deps, gig);
  const now = deps.clock();
  if (!isPublic(gigState({ ...gig, ...publicFields(gig, around, now) }, now))) {
    throw problem('gig.wrong_state', {
      detail: '活的时间已经过了，通过了也没人能看到。退回去，请用工方改时间。',
    });
  }
  return publishGig(deps, gig, around, { flags });
}

/** Sends a posting back (`returned`) or refuses it for good. What was public goes off the feed. */
async function turnDown(
  deps: Deps,
  gig: GigRecord,
  state: 'returned' | 'refused',
  flags: GigRecord['flags'],
): Promise<GigRecord> {
  const saved = await saveGig(deps, gig, { state, flags, submittedAt: null, dueAt: null, claim: null });
  if (gig.state === 'published') await tellClosed(deps, saved);
  if (state === 'refused') await bookingsFollowWithdrawal(deps, saved);
  else if (gig.state === 'published') await bookingsFollowChange(deps, saved);
  return saved;
}

/**
 * An operator decides about the posting that was read at `revision`. Approving publishes it, unless the law forbids
 * it (`gig.blocked`); what was flagged, decided and why is kept for good. Nobody decides about their own employer's.
 */
export async function decideReview(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  given: NewDecision,
): Promise<GigRecord> {
  const { gig: found } = await gigAtDesk(deps, viewer, id);
  return deps.locks(`gig:${found._id.toHexString()}`, () =>
    deps.transaction(async () => {
      const at = await gigAtDesk(deps, viewer, found._id.toHexString());
      const { gig, office } = at;
      const now = deps.clock();
      if (isMember(at.viewer, gig.employerId)) {
        throw problem('auth.forbidden', { detail: '自己单位的岗位要由别的同事来审。' });
      }
      if (!canMove(gig.state, given.decision)) throw problem('gig.wrong_state');
      requireNotTaken(at, now);
      if (gig.revision !== given.revision) throw problem('gig.changed_meanwhile');
      const flags = flagsOf(gig.posting, await aroundOf(deps, gig), now);
      const saved =
        given.decision === 'approve'
          ? await approve(deps, gig, flags)
          : await turnDown(deps, gig, given.decision === 'return' ? 'returned' : 'refused', flags);
      const decided = {
        decision: given.decision,
        reason: given.reason || null,
        article: given.article || null,
      };
      await recordDecision(deps, {
        gigId: gig._id,
        by: 'operator',
        accountId: new Types.ObjectId(at.viewer.accountId),
        byName: office,
        at: now,
        flags,
        gigVersion: saved.version,
        posting: saved.posting,
        ...decided,
      });
      await tellEmployer(deps, saved, decided);
      if (gig.state === 'in_review') await tellLeft(deps, gig);
      return saved;
    }),
  );
}
