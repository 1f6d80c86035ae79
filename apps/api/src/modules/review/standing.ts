import type { Decision } from '@linggong/contracts/flag.ts';
import type { Held, SetBack } from '@linggong/contracts/review.ts';
import { canMove } from '@linggong/rules/gig-moves.ts';
import type { GigRecord, HeldRecord } from '../gigs/public.ts';

/**
 * Whether the state of a gig allows a decision: what `MOVES` knows, and putting back what was public until an operator
 * took it down.
 */
export const mayDecide = (
  { state, version, wasOver }: Pick<GigRecord, 'state' | 'version' | 'wasOver'>,
  decision: Decision['decision'],
): boolean =>
  canMove(state, decision) ||
  (decision === 'approve' && version > 0 && !wasOver && canMove(state, 'restore'));

type Holding = Pick<GigRecord, 'state' | 'version' | 'revision' | 'held' | 'setBack' | 'wasOver'>;

/**
 * The decision about a posting that waits to be carried out; null: there is none. One about a posting in review is about
 * what it said then: once its employer changes it or takes it back, nothing is decided. One that takes a public gig off
 * stands whatever its employer does, so that nobody gets out of it by editing, closing or withdrawing.
 */
export function heldOf(gig: Holding): HeldRecord | null {
  const { state, revision, held } = gig;
  if (!held) return null;
  if (held.about === 'public') return state === 'refused' ? null : held;
  return held.revision === revision && mayDecide(gig, held.decision) ? held : null;
}

/** Operators can decide about a posting again, and see why what was decided was not carried out. */
const OPEN: readonly GigRecord['state'][] = ['in_review', 'published', 'closed', 'returned', 'refused'];

/** Why what was decided about a waiting posting was not carried out; null: nothing was, or it is no longer so. */
export const setBackOf = (gig: Holding): SetBack | null => {
  if (gig.state === 'in_review' && gig.held && !heldOf(gig)) return 'changed';
  return OPEN.includes(gig.state) ? (gig.setBack ?? null) : null;
};

export function toHeld(gig: Holding): Held | null {
  const held = heldOf(gig);
  if (!held) return null;
  const { decision, byName, accountId, until } = held;
  return { decision, byName, accountId: accountId.toString(), until: until.toISOString() };
}
