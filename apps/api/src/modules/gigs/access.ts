import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { isMember, operatorRoleOver, requireSignedIn } from '../identity/access.ts';
import type { GigRecord } from './model.ts';
import { gigByIdOrNumber } from './repository.ts';

type Signed = { gig: GigRecord; viewer: Viewer };

/** The gig for members of its employer and operators in charge of it; for anybody else there is none (`gig.not_found`). */
export async function gigToManage(deps: Deps, viewer: Viewer | null, id: string): Promise<Signed> {
  requireSignedIn(viewer);
  const gig = await gigByIdOrNumber(deps, id);
  if (!isMember(viewer, gig.employerId) && !operatorRoleOver(viewer, gig.deskPath))
    throw problem('gig.not_found');
  return { gig, viewer };
}

/** As `gigToManage`, but operators get `auth.forbidden`: what an employer does with its gig is its own. */
export async function gigOfMember(deps: Deps, viewer: Viewer | null, id: string): Promise<GigRecord> {
  const { gig, viewer: signed } = await gigToManage(deps, viewer, id);
  if (!isMember(signed, gig.employerId)) throw problem('auth.forbidden');
  return gig;
}

/** As `gigOfMember`, and operators in charge may complete a forwarded posting while it is in review. */
export async function gigToEdit(deps: Deps, viewer: Viewer | null, id: string): Promise<GigRecord> {
  const { gig, viewer: signed } = await gigToManage(deps, viewer, id);
  const completes =
    gig.source !== null && gig.state === 'in_review' && operatorRoleOver(signed, gig.deskPath);
  if (!isMember(signed, gig.employerId) && !completes) throw problem('auth.forbidden');
  return gig;
}
