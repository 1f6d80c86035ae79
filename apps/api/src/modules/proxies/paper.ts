import type { Deps } from '../../deps.ts';
import type { FileKinds } from '../../platform/files/kind.ts';
import { problem } from '../../platform/problem.ts';
import { requireMay } from '../identity/public.ts';
import { grantById } from './repository.ts';

/** The kind of file that a signed paper's photo is. */
export const CONSENT_PAPER = 'consent_paper';

/** Photos of papers by which people agreed: from desks, for those whom the grant concerns. */
export const paperFiles = (deps: Deps): FileKinds => ({
  [CONSENT_PAPER]: {
    mayPut: (viewer) => requireMay(viewer, 'grant.list'),
    mayRead: async (viewer, grantId) => {
      const grant = await grantById(deps, grantId);
      if (!grant) throw problem('grant.not_found');
      requireMay(viewer, 'grant.read', grant);
    },
  },
});
