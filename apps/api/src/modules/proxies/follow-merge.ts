import { grantState } from '@linggong/rules/grant.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { wordsOf } from '../../words/words.ts';
import { personsOfAccounts } from '../identity/public.ts';
import type { PersonMover } from '../people/public.ts';
import { tellGrant } from './events.ts';
import { followHome } from './follow-home.ts';
import type { GrantRecord } from './model.ts';
import {
  closeGrant,
  giveGrants,
  grantsByIds,
  moveGrants,
  openGrantBetween,
  openGrantsOf,
  reopenGrant,
  wasEndedSince,
} from './repository.ts';
import { actsByRole } from './role-gone.ts';

const CLOSED = 'closed:';

/** Whether one lets its proxy do more than the other: what counts or will count, for more, for longer. */
function isWider(deps: Deps, one: GrantRecord, other: GrantRecord): boolean {
  const size = (grant: GrantRecord) => (grantState(grant, deps.clock()) === 'over' ? 0 : grant.scopes.length);
  return size(one) === size(other) ? one.until > other.until : size(one) > size(other);
}

/**
 * Of what both had to one proxy the wider stays; the other, and what would be with itself, ends with the record that goes:
 * nothing is done by it any more.
 */
async function move(deps: Deps, from: Types.ObjectId, to: Types.ObjectId): Promise<string[]> {
  const closed: string[] = [];
  const close = async ({ _id }: GrantRecord) => {
    if (await closeGrant(deps, _id, { by: 'replaced', accountId: null, at: deps.clock() }))
      closed.push(`${CLOSED}${_id}`);
  };
  const then = (id: Types.ObjectId) => (id.equals(from) ? to : id);
  for (const grant of await openGrantsOf(deps, from)) {
    const other = await openGrantBetween(deps, then(grant.proxyId), then(grant.personId));
    if (other && isWider(deps, grant, other)) await close(other);
  }
  const moved = await moveGrants(deps, from, to);
  for (const grant of await openGrantsOf(deps, from)) await close(grant);
  for (const id of await followHome(deps, to)) closed.push(`${CLOSED}${id}`);
  return [...moved, ...closed];
}

const closedOf = (deps: Deps, moved: readonly string[]) =>
  grantsByIds(
    deps,
    moved.flatMap((one) => (one.startsWith(CLOSED) ? [one.slice(CLOSED.length)] : [])),
  );

/**
 * Whether what let somebody act then still does: their account, the role by which they acted, and that nobody ended what
 * there was between the two as long as their records, `both`, were one.
 */
async function stillStands(
  deps: Deps,
  { proxyId, personId, proxyAccountId, relation, roleRegionId, ended }: GrantRecord,
  both: readonly Types.ObjectId[],
): Promise<boolean> {
  const accounts = await personsOfAccounts(deps, [proxyAccountId]);
  if (!accounts.some(({ closedAt }) => closedAt === null)) return false;
  if (roleRegionId && !(await actsByRole(deps, proxyAccountId, relation, roleRegionId))) return false;
  const eitherOf = (id: Types.ObjectId) => (both.some((one) => one.equals(id)) ? both : [id]);
  const between = { proxyIds: eitherOf(proxyId), personIds: eitherOf(personId) };
  return ended !== null && !(await wasEndedSince(deps, { ...between, at: ended.at }));
}

/** What a merge alone had ended counts again, unless there is a later one by now, or it would not stand without the merge. */
async function reopen(
  deps: Deps,
  moved: readonly string[],
  both: readonly Types.ObjectId[],
): Promise<number> {
  let count = 0;
  for (const grant of await closedOf(deps, moved)) {
    if (grant.open || (await openGrantBetween(deps, grant.proxyId, grant.personId))) continue;
    if (!(await stillStands(deps, grant, both))) continue;
    const again = await reopenGrant(deps, grant._id);
    if (!again) continue;
    await tellGrant(deps, again, 'reopened');
    count += 1;
  }
  return count;
}

/** How grants follow when two records become one: what the one gave and what it holds is the other's. */
export const grantMover = (deps: Deps): PersonMover => ({
  move: (from, to) => move(deps, from, to),
  putBack: async (ids, from, to) => {
    const given = await giveGrants(deps, ids, { from, to });
    const again = await reopen(deps, ids, [from, to]);
    for (const id of [to, from]) await followHome(deps, id);
    return given + again;
  },
  staysOver: async (ids) => {
    const over: string[] = [];
    for (const { open, proxyId, personId, proxyName } of await closedOf(deps, ids))
      if (!open && !(await openGrantBetween(deps, proxyId, personId)))
        over.push(wordsOf('proxies').staysEnded({ name: proxyName }));
    return over;
  },
});
