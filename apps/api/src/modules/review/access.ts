import type { Decision } from '@linggong/contracts/flag.ts';
import { canMove } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import type { GigRecord } from '../gigs/model.ts';
import { gigByIdOrNumber } from '../gigs/repository.ts';
import { operatorRoleOver, requireOperator } from '../identity/access.ts';

/** An operator's office, as it is written under what was done; the account is kept beside it. */
export type AtDesk = { gig: GigRecord; viewer: Viewer; office: string };

/**
 * A gig for the operators in charge of it. Who is no operator gets `auth.forbidden`; for operators of other places
 * there is no such gig (`gig.not_found`).
 */
export async function gigAtDesk(deps: Deps, viewer: Viewer | null, id: string): Promise<AtDesk> {
  const { viewer: operator } = requireOperator(viewer);
  const gig = await gigByIdOrNumber(deps, id);
  const role = operatorRoleOver(operator, gig.deskPath);
  if (role?.role !== 'operator' || gig.state === 'draft') throw problem('gig.not_found');
  return { gig, viewer: operator, office: role.office };
}

/**
 * Whether a decision can be made about a gig as it stands: what `MOVES` knows, and putting back what was public until
 * an operator took it down.
 */
export const mayDecide = (
  { state, version }: Pick<GigRecord, 'state' | 'version'>,
  decision: Decision['decision'],
): boolean =>
  canMove(state, decision) ||
  (decision === 'approve' && version > 0 && (state === 'returned' || state === 'refused'));
