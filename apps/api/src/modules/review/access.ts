import { DECISIONS, type Decision } from '@linggong/contracts/flag.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { gigsToCome } from '../bookings/public.ts';
import { type GigRecord, gigByIdOrNumber, mayDecide } from '../gigs/public.ts';
import { operatorRoleOver, requireOperator } from '../identity/public.ts';

/** An operator's office, as it is written under what was done; the account is kept beside it. */
export type AtDesk = { gig: GigRecord; viewer: Viewer; office: string };

/** Whether a gig lies on the desks of these regions: it was sent in, and one of them, or what is below it, is in charge. */
export const isAtDesk = (regionIds: readonly string[], gig: Pick<GigRecord, 'deskPath' | 'state'>) =>
  gig.state !== 'draft' && gig.deskPath.some((id) => regionIds.includes(id.toString()));

/**
 * A gig for the operators in charge of it. Who is no operator gets `auth.forbidden`; for operators of other places
 * there is no such gig (`gig.not_found`).
 */
export async function gigAtDesk(deps: Deps, viewer: Viewer | null, id: string): Promise<AtDesk> {
  const { viewer: operator, regionIds } = requireOperator(viewer);
  const gig = await gigByIdOrNumber(deps, id);
  const role = operatorRoleOver(operator, gig.deskPath);
  if (role?.role !== 'operator' || !isAtDesk(regionIds, gig)) throw problem('gig.not_found');
  return { gig, viewer: operator, office: role.office };
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
