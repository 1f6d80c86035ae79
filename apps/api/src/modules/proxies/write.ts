import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { endingSessions, sessionsOfAccount, touchPerson } from '../identity/public.ts';
import { tellGrant } from './events.ts';
import type { GrantRecord } from './model.ts';
import { addGrant, closeGrant, openGrantBetween } from './repository.ts';

/** Written in databases. */
const TURN = 'proxies.turn';
const zData = z.object({ accountId: z.string() });

/** When a grant begins or ends by itself, its proxy's open pages come back with what they may see then. */
const askForTurn = (deps: Deps, grant: GrantRecord) => {
  const data = { accountId: grant.proxyAccountId.toHexString() };
  const key = grant._id.toHexString();
  const begins = grant.from > deps.clock() ? [{ kind: TURN, key: `${key}:from`, data, at: grant.from }] : [];
  return deps.jobs.enqueue([...begins, { kind: TURN, key: `${key}:until`, data, at: grant.until }]);
};

/** As when it begins or ends by itself, right now; in a transaction that can't end sessions. */
export const askForTurnNow = (deps: Deps, { _id, proxyAccountId }: GrantRecord) =>
  deps.jobs.enqueue([
    {
      kind: TURN,
      key: `${_id}:now`,
      data: { accountId: proxyAccountId.toHexString() },
      at: deps.clock(),
    },
  ]);

export const turnJob = (deps: Deps): JobSpec => ({
  kind: TURN,
  run: async (data) => {
    const { accountId } = zData.parse(data);
    await endingSessions(deps, () => sessionsOfAccount(deps, new Types.ObjectId(accountId)));
    return undefined;
  },
});

/**
 * Writes a grant down in place of the one that the person gave the same proxy before. `alongside` runs in its
 * transaction. The proxy's open pages come back with what they may see then.
 */
export async function writeGrant(
  deps: Deps,
  grant: GrantRecord,
  alongside: () => Promise<void>,
): Promise<GrantRecord> {
  let written = grant;
  await endingSessions(deps, async () => {
    await touchPerson(deps, grant.personId);
    const before = await openGrantBetween(deps, grant.proxyId, grant.personId);
    const { accountId, at } = grant.recorded;
    const replaced = before && (await closeGrant(deps, before._id, { by: 'replaced', accountId, at }));
    if (replaced) await tellGrant(deps, replaced, 'ended');
    written = { ...grant, ...(before ? { replaces: before._id } : {}) };
    await addGrant(deps, written);
    await alongside();
    await tellGrant(deps, written, 'recorded');
    await askForTurn(deps, written);
    return sessionsOfAccount(deps, grant.proxyAccountId);
  });
  return written;
}

/**
 * Ends a grant, in the transaction of whoever asks, which ends these sessions' live connections; null: somebody has
 * ended it. Who acts by it at this moment touches the person's record too, and is either before it or sees it.
 */
export async function closing(
  deps: Deps,
  grant: GrantRecord,
  by: Omit<NonNullable<GrantRecord['ended']>, 'at'>,
): Promise<GrantRecord | null> {
  await touchPerson(deps, grant.personId);
  const ended = await closeGrant(deps, grant._id, { ...by, at: deps.clock() });
  if (ended) await tellGrant(deps, ended, 'ended');
  return ended;
}
