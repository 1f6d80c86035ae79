import type { OwnGrants, ProxyActs } from '@linggong/contracts/proxy.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { personsOfAccounts, requireMay } from '../identity/public.ts';
import { actsOf, grantsOf, grantsTo } from './repository.ts';
import { toGrants } from './views.ts';

const LISTED = 500;

/** Who may act for the viewer, or could, and for whom the viewer may, or could; the latest first. */
export async function ownGrants(deps: Deps, viewer: Viewer | null): Promise<OwnGrants> {
  requireMay(viewer, 'grant.keep_own');
  const given = await grantsOf(deps, viewer.personId, LISTED);
  const held = await grantsTo(deps, viewer.personId, LISTED);
  return { given: await toGrants(deps, given), held: await toGrants(deps, held) };
}

/** What others did in the viewer's name, the latest first. */
export async function ownActs(deps: Deps, viewer: Viewer | null): Promise<ProxyActs> {
  requireMay(viewer, 'grant.keep_own');
  const acts = await actsOf(deps, viewer.personId, LISTED);
  const persons = await personsOfAccounts(
    deps,
    acts.map(({ accountId }) => accountId),
  );
  const names = new Map(persons.map(({ accountId, name }) => [String(accountId), name]));
  return {
    items: acts.map(({ _id, kind, at, as, office, accountId, gig }) => ({
      id: _id.toHexString(),
      kind,
      at: at.toISOString(),
      by: { as, name: names.get(String(accountId)) ?? '', office },
      gig,
    })),
  };
}
