import type { Deps } from '../../deps.ts';
import { GIG_IS_ITS_EMPLOYERS } from '../../messages/forbidden.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { isMember, operatorRoleOver, requireSignedIn } from '../identity/public.ts';
import type { GigRecord } from './model.ts';
import { gigByIdOrNumber } from './repository.ts';

type Signed = { gig: GigRecord; viewer: Viewer };
type Managed = Pick<GigRecord, 'employerId' | 'deskPath' | 'state'>;

/**
 * Throws `gig.not_found` unless the viewer is a member of its employer or an operator in charge of it. What was never
 * sent is its employer's alone.
 */
function requireManager(viewer: Viewer, gig: Managed): void {
  const sent = gig.state !== 'draft';
  if (!isMember(viewer, gig.employerId) && !(sent && operatorRoleOver(viewer, gig.deskPath)))
    throw problem('gig.not_found');
}

/** As `requireManager`, but operators get `auth.forbidden`: what an employer does with its gig is its own. */
export function requireItsMember(viewer: Viewer, gig: Managed): void {
  requireManager(viewer, gig);
  if (!isMember(viewer, gig.employerId)) throw problem('auth.forbidden', { detail: GIG_IS_ITS_EMPLOYERS });
}

/** The gig for members of its employer and operators in charge of it; for anybody else there is none (`gig.not_found`). */
export async function gigToManage(deps: Deps, viewer: Viewer | null, id: string): Promise<Signed> {
  requireSignedIn(viewer);
  const gig = await gigByIdOrNumber(deps, id);
  requireManager(viewer, gig);
  return { gig, viewer };
}

/** The gig for members of its employer alone, see `requireItsMember`. */
export async function gigOfMember(deps: Deps, viewer: Viewer | null, id: string): Promise<GigRecord> {
  requireSignedIn(viewer);
  const gig = await gigByIdOrNumber(deps, id);
  requireItsMember(viewer, gig);
  return gig;
}

/** As `gigOfMember`, and operators in charge may complete a forwarded posting while it is in review. */
export async function gigToEdit(deps: Deps, viewer: Viewer | null, id: string): Promise<GigRecord> {
  const { gig, viewer: signed } = await gigToManage(deps, viewer, id);
  const completes =
    gig.source !== null && gig.state === 'in_review' && operatorRoleOver(signed, gig.deskPath);
  if (!isMember(signed, gig.employerId) && !completes)
    throw problem('auth.forbidden', { detail: GIG_IS_ITS_EMPLOYERS });
  return gig;
}
