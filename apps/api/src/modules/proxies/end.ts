import type { GrantEnded, zGrantEnd } from '@linggong/contracts/proxy.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { endingSessions, requireMay, requireSignedIn, sessionsOfAccount } from '../identity/public.ts';
import { type By, byDesk, noteAct } from '../people/public.ts';
import type { GrantRecord } from './model.ts';
import { grantById } from './repository.ts';
import { toGrants } from './views.ts';
import { closing } from './write.ts';

/** As whom somebody ends a grant. */
function enderOf(viewer: Viewer, grant: GrantRecord): 'person' | 'proxy' | 'desk' {
  if (grant.personId.toHexString() === viewer.personId) return 'person';
  return grant.proxyId.toHexString() === viewer.personId ? 'proxy' : 'desk';
}

const actor = (viewer: Viewer, grant: GrantRecord, by: 'person' | 'proxy' | 'desk'): By => {
  if (by === 'desk') return byDesk(viewer, grant.deskPath);
  return { accountId: viewer.accountId, as: by === 'person' ? 'self' : grant.relation };
};

const noteEnd = (deps: Deps, viewer: Viewer, grant: GrantRecord, by: 'person' | 'proxy' | 'desk') =>
  noteAct(deps, {
    personId: grant.personId,
    by: actor(viewer, grant, by),
    kind: 'grant_ended',
    about: { grantId: grant._id, fields: grant.scopes },
  });

/**
 * The person, who acts by it, or an operator in charge ends a grant; from then on nothing is done by it. What was booked
 * by it stands, or is stepped back from where the person wishes so, as far as it still can be: the answer says what
 * stays. Ended twice it is ended once.
 */
export async function endGrant(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  { booked }: z.output<typeof zGrantEnd>,
): Promise<GrantEnded> {
  requireSignedIn(viewer);
  const known = await grantById(deps, id);
  if (!known) throw problem('grant.not_found');
  requireMay(viewer, 'grant.end', known);
  const by = enderOf(viewer, known);
  let grant = known;
  await endingSessions(deps, async () => {
    const accountId = new Types.ObjectId(viewer.accountId);
    const ended = await closing(deps, known, { by, accountId });
    if (!ended) return [];
    grant = ended;
    await noteEnd(deps, viewer, ended, by);
    return sessionsOfAccount(deps, known.proxyAccountId);
  });
  // Who acted for them does not decide what becomes of it.
  const back = booked === 'step_back' && by !== 'proxy';
  const left = back ? await deps.hooks.proxies.stepBackFrom(grant) : { steppedBack: 0, stays: [] };
  const [described] = await toGrants(deps, [(await grantById(deps, id)) ?? grant]);
  return { grant: described!, ...left };
}
