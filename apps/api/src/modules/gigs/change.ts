import type { Posting } from '@linggong/contracts/posting.ts';
import { canMove } from '@linggong/rules/gig-moves.ts';
import { gigState, hasWorkToCome, needsReview } from '@linggong/rules/gig-state.ts';
import { risk } from '@linggong/rules/review.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { countInTransaction, requireWithin } from '../caps/public.ts';
import { requireNotSuspended, verificationState } from '../employers/public.ts';
import { flagsOf } from '../flags/public.ts';
import { gigToEdit } from './access.ts';
import { type Around, aroundOf, requireNotBlocked } from './check.ts';
import { columnsOf, type PostingColumns } from './columns.ts';
import { bytesOf, capOf, requireRoomInReview } from './drafts-held.ts';
import type { GigRecord } from './model.ts';
import { deskPathOf, publishGig, queueGig } from './publish.ts';
import { gigIdOf } from './repository/find.ts';
import { draftsHeld } from './repository/of-employers.ts';
import { saveGig } from './repository/save.ts';
import { inTurnOfGig } from './turn.ts';
import { keepVersion } from './versions.ts';

type Change = PostingColumns & Pick<GigRecord, 'deskPath' | 'flags'>;

/** The change that a posting makes to a gig. Where it came from stays; booked places stay. */
async function changeOf(deps: Deps, gig: GigRecord, posting: Posting, around: Around): Promise<Change> {
  const columns = columnsOf(
    { ...posting, source: gig.posting.source },
    {
      region: around.region,
      known: gig.shifts,
      held: await deps.hooks.gigs.heldPlaces(gig._id),
      now: deps.clock(),
    },
  );
  return {
    ...columns,
    deskPath: deskPathOf(gig, around.employer, around.region),
    flags: flagsOf(columns.posting, around, deps.clock()),
  };
}

const EARLIER_KEPT = 10;

/** What a waiting posting said so far, for an operator who still has that before them. */
const earlierOf = ({ earlier = [], revision, posting }: GigRecord) =>
  [...earlier, { revision, posting }].slice(-EARLIER_KEPT);

/**
 * A posting that isn't public is kept as it is typed; those who wait to decide about it, and those who took it while
 * it was public, see what changed.
 */
async function saveTyped(deps: Deps, gig: GigRecord, change: Change, around: Around): Promise<GigRecord> {
  const waiting = gig.state === 'in_review';
  const riskOfIt = risk(change.flags, verificationState(around.employer, deps.clock()), gig.source !== null);
  const saved = await saveGig(deps, gig, {
    ...change,
    ...(waiting ? { risk: riskOfIt, earlier: earlierOf(gig) } : {}),
  });
  // What waits for nobody's decision is nobody's offer yet.
  if (gig.version > 0 && waiting) await deps.hooks.gigs.inReview(saved);
  if (!waiting) return saved;
  if (String(gig.deskPath) !== String(saved.deskPath)) await deps.hooks.gigs.notWaiting([gig]);
  await deps.hooks.gigs.waiting([{ gig: saved, around }]);
  return saved;
}

/**
 * A public gig: what people decide by, or words that the rules ask about, are decided again; the rest is public at
 * once.
 */
async function changePublic(deps: Deps, gig: GigRecord, change: Change, around: Around): Promise<GigRecord> {
  const now = deps.clock();
  // What was shown long enough stays when its employer is suspended, and shall not come back by being shown longer.
  requireNotSuspended(deps, around.employer);
  if (gigState(gig, now) === 'expired') {
    if (!hasWorkToCome(gig, now))
      throw problem('gig.wrong_state', { detail: wordsOf('gigs').notNow.expired });
    // Its work is still ahead: it can be moved, and shown for longer, but not changed unseen.
    if (gigState({ ...gig, ...change }, now) === 'expired')
      throw problem('gig.wrong_state', { detail: wordsOf('gigs').notNow.recruitingOver });
  }
  requireNotBlocked(change.flags, wordsOf('gigs').changeBlocked);
  const judged = {
    before: gig.posting,
    after: change.posting,
    knownFlags: gig.flags,
    flags: change.flags,
    employer: around.employer,
  };
  if (needsReview(judged, deps.clock())) {
    const saved = await queueGig(deps, gig, { action: 'change', around }, change);
    await requireRoomInReview(deps, saved, around.employer);
    await deps.hooks.gigs.inReview(saved);
    return saved;
  }
  return deps.hooks.gigs.published(await publishGig(deps, gig, { action: 'amend', around }, change));
}

/**
 * Saves a posting over the revision that was read (`gig.changed_meanwhile` otherwise). Of a public gig what
 * people decide by is decided again before it is public again; who has taken it stays, is told, and is asked again.
 */
export async function changeGig(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  given: { revision: number; posting: Posting },
): Promise<GigRecord> {
  const id = await gigIdOf(deps, idOrNumber);
  return inTurnOfGig(deps, id, () =>
    deps.transaction(async () => {
      const gig = await gigToEdit(deps, viewer, id);
      if (gig.revision !== given.revision) throw problem('gig.changed_meanwhile');
      const isPublic = canMove(gig.state, 'change');
      if (!isPublic && !canMove(gig.state, 'edit')) throw problem('gig.wrong_state');
      const around = await aroundOf(deps, { employerId: gig.employerId, posting: given.posting });
      const change = await changeOf(deps, gig, given.posting, around);
      const seen = isPublic || gig.state === 'in_review';
      if (!seen) {
        const { bytes } = await draftsHeld(deps, gig.employerId, gig._id);
        requireWithin(
          deps,
          capOf(deps, 'draft_kib', around.employer),
          Math.ceil((bytes + bytesOf({ ...gig, ...change })) / 1024),
        );
      }
      await countInTransaction(deps, { cap: seen ? 'changes' : 'saves', by: gig._id });
      await keepVersion(deps, gig);
      return isPublic ? changePublic(deps, gig, change, around) : saveTyped(deps, gig, change, around);
    }),
  );
}
