import { DECISIONS, type Decision } from '@linggong/contracts/flag.ts';
import { type Action, roleOver } from '@linggong/rules/authority.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { wordsOf } from '../../words/words.ts';
import { gigsToCome } from '../bookings/public.ts';
import { authorityOver, type GigRecord, gigByIdOrNumber } from '../gigs/public.ts';
import { requireMay } from '../identity/public.ts';
import { mayDecide } from './standing.ts';

/** An operator's office, as it is written under what was done; the account is kept beside it. */
export type AtDesk = { gig: GigRecord; viewer: Viewer; office: string };

type ReviewAction = Extract<Action, `review.${string}`>;

/**
 * A gig for the operators in charge of it. Who is no operator gets `auth.forbidden`; for operators of other places
 * there is no such gig (`gig.not_found`).
 */
export async function gigAtDesk(
  deps: Deps,
  viewer: Viewer | null,
  action: ReviewAction,
  id: string,
): Promise<AtDesk> {
  requireMay(viewer, 'review.list');
  const gig = await gigByIdOrNumber(deps, id);
  requireMay(viewer, action, authorityOver(gig), wordsOf('review').own);
  return { gig, viewer, office: roleOver(viewer, gig.deskPath)!.office };
}

type Standing = Pick<GigRecord, '_id' | 'state' | 'version' | 'wasOver'>;

/** What nobody sees is taken down as long as people come for it. */
const UNSEEN: readonly GigRecord['state'][] = ['closed', 'returned'];

/** What can be decided about a gig as it stands. */
export async function decidable(deps: Deps, gig: Standing): Promise<Decision['decision'][]> {
  const can = DECISIONS.filter((decision) => mayDecide(gig, decision));
  if (!UNSEEN.includes(gig.state) || (await gigsToCome(deps, [gig._id])).size > 0) return can;
  return can.filter((decision) => decision === 'approve');
}
