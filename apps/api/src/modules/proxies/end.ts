import type { GrantEnded, zGrantEnd } from '@linggong/contracts/proxy.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { endingSessions, requireMay, requireSignedIn, sessionsOfAccount } from '../identity/public.ts';
import { type By, byDesk, noteAct } from '../people/public.ts';
import { homePath } from './follow-home.ts';
import type { GrantRecord } from './model.ts';
import { grantById } from './repository.ts';
import { toGrants } from './views.ts';
import { closing } from './write.ts';

type Ending = Pick<GrantRecord, 'relation' | 'deskPath'>;

/** The desks in charge now: one that counts follows who moves, one that has ended says those of then. */
const deskPathNow = async (deps: Deps, { personId, open, deskPath }: GrantRecord) => [
  ...((await homePath(deps, personId)) ?? (open ? deskPath : [])),
];

/** A grant and those whose place it took, one after the other: what was booked by them was booked by it. */
async function lineOf(deps: Deps, { _id, replaces }: GrantRecord): Promise<Types.ObjectId[]> {
  const line = [_id];
  let before = replaces;
  while (before) {
    line.push(before);
    before = (await grantById(deps, before))?.replaces;
  }
  return line;
}

/** As whom somebody ends a grant. */
function enderOf(viewer: Viewer, grant: GrantRecord): 'person' | 'proxy' | 'desk' {
  if (grant.personId.toHexString() === viewer.personId) return 'person';
  return grant.proxyId.toHexString() === viewer.personId ? 'proxy' : 'desk';
}

const actor = (viewer: Viewer, grant: Ending, by: 'person' | 'proxy' | 'desk'): By => {
  if (by === 'desk') return byDesk(viewer, grant.deskPath);
  return { accountId: viewer.accountId, as: by === 'person' ? 'self' : grant.relation };
};

const noteEnd = (deps: Deps, grant: GrantRecord, by: By) =>
  noteAct(deps, {
    personId: grant.personId,
    by,
    kind: 'grant_ended',
    about: { grantId: grant._id, fields: grant.scopes },
  });

/**
 * The person, who acts by it, or an operator in charge ends a grant; from then on nothing is done by it. What was booked
 * by it stands, or is stepped back from where the person wishes so, as far as it still can be: the answer says what
 * stays. Ended twice it is ended once. In charge are the desks of where the person lives now, also of one that has ended.
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
  const deskPath = await deskPathNow(deps, known);
  requireMay(viewer, 'grant.end', { ...known, deskPath });
  const by = enderOf(viewer, known);
  const acts = actor(viewer, { ...known, deskPath }, by);
  let grant = known;
  await endingSessions(deps, async () => {
    const accountId = new Types.ObjectId(viewer.accountId);
    const ended = await closing(deps, known, { by, accountId });
    if (!ended) return [];
    grant = ended;
    await noteEnd(deps, ended, acts);
    return sessionsOfAccount(deps, known.proxyAccountId);
  });
  // Who acted for them does not decide what becomes of it.
  const back = booked === 'step_back' && by !== 'proxy';
  const taken = { personId: grant.personId, grantIds: back ? await lineOf(deps, grant) : [] };
  const left = back
    ? await deps.hooks.proxies.stepBackFrom(taken, { viewer, by: acts })
    : { steppedBack: 0, stays: [] };
  const [described] = await toGrants(deps, [(await grantById(deps, id)) ?? grant]);
  return { grant: described!, ...left };
}
