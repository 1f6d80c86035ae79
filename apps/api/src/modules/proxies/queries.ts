import type { OwnGrants } from '@linggong/contracts/proxy.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { requireMay } from '../identity/public.ts';
import { grantsOf, grantsTo } from './repository.ts';
import { toGrants } from './views.ts';

const LISTED = 500;

/** Who may act for the viewer, or could, and for whom the viewer may, or could; the latest first. */
export async function ownGrants(deps: Deps, viewer: Viewer | null): Promise<OwnGrants> {
  requireMay(viewer, 'grant.keep_own');
  const given = await grantsOf(deps, viewer.personId, LISTED);
  const held = await grantsTo(deps, viewer.personId, LISTED);
  return { given: await toGrants(deps, given, { viewer }), held: await toGrants(deps, held, { viewer }) };
}
