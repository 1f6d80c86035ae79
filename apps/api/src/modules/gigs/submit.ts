import { canMove, type GigAction } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { bookingsFollowClosing, bookingsFollowWithdrawal } from '../bookings/follow-gig.ts';
import { gigOfMember } from './access.ts';
import { aroundOf, flagsOf, requireNotBlocked } from './check.ts';
import { tellClosed, tellEmployer, tellLeft } from './events.ts';
import type { GigRecord } from './model.ts';
import { submitPosting } from './publish.ts';
import { saveGig } from './repository.ts';

/**
 * Runs `act` on the gig as it is now, one after the other and in one transaction. Throws `gig.wrong_state`, or
 * `gig.changed_meanwhile` where it isn't the revision that was read.
 */
async function inItsTurn(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { action, revision }: { action: GigAction; revision: number | undefined },
  act: (gig: GigRecord) => Promise<GigRecord>,
): Promise<GigRecord> {
  const { _id } = await gigOfMember(deps, viewer, id);
  return deps.locks(`gig:${_id.toHexString()}`, () =>
    deps.transaction(async () => {
      const gig = await gigOfMember(deps, viewer, _id.toHexString());
      if (!canMove(gig.state, action)) throw problem('gig.wrong_state');
      if (revision !== undefined && gig.revision !== revision) throw problem('gig.changed_meanwhile');
      return act(gig);
    }),
  );
}

/**
 * Sends a draft in, as it was read at `revision`. What the law forbids is refused (`gig.blocked`, with all flags);
 * what is clean, of a verified employer, is public at once; the rest waits for an operator.
 */
export const submitGig = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  revision: number,
): Promise<GigRecord> =>
  inItsTurn(deps, viewer, id, { action: 'submit', revision }, async (gig) => {
    const around = await aroundOf(deps, gig);
    const flags = flagsOf(gig.posting, around, deps.clock());
    requireNotBlocked(flags);
    return submitPosting(deps, gig, around, { flags });
  });

async function end(deps: Deps, gig: GigRecord, state: 'withdrawn' | 'closed'): Promise<GigRecord> {
  const saved = await saveGig(deps, gig, { state, submittedAt: null, dueAt: null, claim: null });
  if (gig.state === 'published') await tellClosed(deps, saved);
  if (gig.state === 'in_review') await tellLeft(deps, saved);
  await tellEmployer(deps, saved);
  return saved;
}

/** The work is off: the gig is no longer public, every booking is cancelled and its person told. */
export const withdrawGig = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  revision?: number,
): Promise<GigRecord> =>
  inItsTurn(deps, viewer, id, { action: 'withdraw', revision }, async (gig) => {
    const saved = await end(deps, gig, 'withdrawn');
    await bookingsFollowWithdrawal(deps, saved);
    return saved;
  });

/** Nobody more is wanted: the gig is no longer public, who is confirmed stays. */
export const closeGig = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  revision?: number,
): Promise<GigRecord> =>
  inItsTurn(deps, viewer, id, { action: 'close', revision }, async (gig) => {
    const saved = await end(deps, gig, 'closed');
    await bookingsFollowClosing(deps, saved);
    return saved;
  });
