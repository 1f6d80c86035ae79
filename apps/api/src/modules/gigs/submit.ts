import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { canMove, type GigAction, isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState, hasWorkToCome } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { Asker, Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { counting } from '../caps/public.ts';
import { requireNotSuspended } from '../employers/public.ts';
import { flagsOf } from '../flags/public.ts';
import { requireSignedIn } from '../identity/public.ts';
import { gigFor, requireMayWithGig } from './access.ts';
import { type Around, aroundOf, requireNotBlocked } from './check.ts';
import { capOf, requireRoomInReview } from './drafts-held.ts';
import { tellEmployer } from './events.ts';
import { historyOf } from './managed.ts';
import type { GigRecord } from './model.ts';
import { moveGig } from './move.ts';
import { submitPosting } from './publish.ts';
import { gigIdOf, gigWithEmployer } from './repository/find.ts';
import { inTurnOfGig } from './turn.ts';
import { toManaged } from './views.ts';

type Move<A = GigAction> = { action: A; revision: number | undefined };

/** Throws `gig.wrong_state`, or `gig.changed_meanwhile` where it isn't the revision that was read. */
function requireMove(gig: GigRecord, { action, revision }: Move): void {
  if (!canMove(gig.state, action)) throw problem('gig.wrong_state');
  if (revision !== undefined && gig.revision !== revision) throw problem('gig.changed_meanwhile');
}

/** The draft and what surrounds it, read while it is looked up who asks. Throws as `gigFor` does. */
async function draftOfMember(
  deps: Deps,
  asker: Asker,
  id: string,
): Promise<{ draft: GigRecord; around: Around }> {
  const [viewer, found] = await Promise.all([asker.viewer(), gigWithEmployer(deps, id)]);
  requireSignedIn(viewer);
  if (!found) throw problem('gig.not_found');
  requireMayWithGig(viewer, 'gig.submit', found.gig);
  return { draft: found.gig, around: await aroundOf(deps, found.gig, found.employer) };
}

/**
 * Sends a draft in, as it was read at `revision`. What the law forbids is refused (`gig.blocked`, with all flags);
 * what is clean, of a verified employer, is public at once; the rest waits for an operator. It is read and checked
 * before the transaction: whoever changes it meanwhile makes its saving fail.
 */
export async function submitGig(
  deps: Deps,
  asker: Asker | null,
  idOrNumber: string,
  revision: number,
): Promise<ManagedGig> {
  if (!asker) throw problem('auth.required');
  const id = await gigIdOf(deps, idOrNumber);
  return inTurnOfGig(deps, id, async () => {
    const { draft, around } = await draftOfMember(deps, asker, id);
    requireMove(draft, { action: 'submit', revision });
    requireNotSuspended(deps, around.employer);
    const history = await historyOf(deps, draft);
    const flags = flagsOf(draft.posting, around, deps.clock());
    requireNotBlocked(flags);
    const cap = capOf(deps, 'sent_in', around.employer);
    const { gig, decided } = await counting(deps, [{ cap, by: draft.employerId }], () =>
      deps.transaction(async () => {
        const sent = await submitPosting(deps, draft, around, { flags });
        if (sent.gig.state === 'in_review') await requireRoomInReview(deps, sent.gig, around.employer);
        if (draft.version > 0) await deps.hooks.gigs.inReview(sent.gig);
        return sent;
      }),
    );
    const decisions = [...history.decisions, ...decided];
    return toManaged(gig, { ...around, ...history, decisions }, deps.clock());
  });
}

/** Runs `act` on the gig as it is now, one after the other and in one transaction. Throws as `requireMove` does. */
async function inItsTurn(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  move: Move<'withdraw' | 'close'>,
  act: (gig: GigRecord) => Promise<GigRecord>,
): Promise<GigRecord> {
  const id = await gigIdOf(deps, idOrNumber);
  return inTurnOfGig(deps, id, () =>
    deps.transaction(async () => {
      const gig = await gigFor(deps, viewer, `gig.${move.action}`, id);
      requireMove(gig, move);
      return act(gig);
    }),
  );
}

async function end(deps: Deps, gig: GigRecord, action: 'withdraw' | 'close'): Promise<GigRecord> {
  const state = action === 'close' ? 'closed' : 'withdrawn';
  const saved = await moveGig(deps, gig, action, { state, submittedAt: null, dueAt: null, claim: null });
  if (gig.state === 'in_review') await deps.hooks.gigs.notWaiting([saved]);
  await tellEmployer(deps, saved);
  return saved;
}

/** What is over stays as it was worked. Throws `gig.wrong_state` where nothing is left that could be called off. */
function requireWorkToCome(deps: Deps, gig: GigRecord, otherwise: string): void {
  const now = deps.clock();
  if (!['published', 'closed'].includes(gig.state) || hasWorkToCome(gig, now)) return;
  const over = !isPublic(gigState(gig, now));
  throw problem('gig.wrong_state', { detail: over ? wordsOf('gigs').notNow.over : otherwise });
}

/**
 * The work is off: the gig is no longer public, what of its bookings has not begun is cancelled and its people told.
 * Shifts that have begun stay as they are.
 */
export const withdrawGig = (
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  revision?: number,
): Promise<GigRecord> =>
  inItsTurn(deps, viewer, id, { action: 'withdraw', revision }, async (gig) => {
    requireWorkToCome(deps, gig, wordsOf('gigs').notNow.allBegun);
    const saved = await end(deps, gig, 'withdraw');
    await deps.hooks.gigs.withdrawn(saved);
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
    if (gigState(gig, deps.clock()) === 'expired')
      throw problem('gig.wrong_state', { detail: wordsOf('gigs').notNow.closedByTime });
    const saved = await end(deps, gig, 'close');
    await deps.hooks.gigs.closed(saved);
    return saved;
  });
