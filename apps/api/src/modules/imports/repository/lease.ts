import { randomUUID } from 'node:crypto';
import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { problem } from '../../../platform/problem.ts';
import type { ImportRecord } from '../model.ts';

/** Without a sign of life for so long, work on an import counts as cut off and may be taken up again. */
const LEASE_MS = 30_000;

/** Rows that are read together, and between two signs of life. */
export const CHUNK = 100;

type Source = Pick<Deps, 'models' | 'clock'>;
type Working = 'running' | 'undoing';

const until = (deps: Source) => new Date(deps.clock().getTime() + LEASE_MS);

/** The lease of an import that is made by the work itself. */
export const firstLease = (deps: Source) => ({ token: randomUUID(), until: until(deps) });

export const isLeased = ({ lease }: Pick<ImportRecord, 'lease'>, now: Date) =>
  lease !== null && lease.until > now;

/**
 * Takes an import for work: from one of these states, or from the same work that was cut off. One taker wins; the
 * others get `import.wrong_state`. Returns the token that `extendLease` and `endLease` want.
 */
export async function takeLease(
  deps: Source,
  id: Types.ObjectId,
  from: readonly ImportRecord['state'][],
  state: Working,
): Promise<string> {
  const token = randomUUID();
  const taken = await deps.models.imports.findOneAndUpdate(
    {
      _id: id,
      ready: true,
      state: { $in: [...from] },
      $or: [{ lease: null }, { 'lease.until': { $lte: deps.clock() } }],
    },
    { $set: { state, lease: { token, until: until(deps) } } },
  );
  if (!taken) throw problem('import.wrong_state');
  return token;
}

/** Keeps the lease and writes how far it is; false where someone else has it by now. */
export async function extendLease(
  deps: Source,
  id: Types.ObjectId,
  token: string,
  counts: ImportRecord['counts'],
): Promise<boolean> {
  const result = await deps.models.imports.updateOne(
    { _id: id, 'lease.token': token },
    { $set: { counts, 'lease.until': until(deps) } },
  );
  return result.matchedCount > 0;
}

/** Ends the work with its last figures. */
export async function endLease(
  deps: Source,
  id: Types.ObjectId,
  token: string,
  end: { state: 'preview' | 'done' | 'undone'; counts: ImportRecord['counts'] },
): Promise<void> {
  await deps.models.imports.updateOne({ _id: id, 'lease.token': token }, { $set: { ...end, lease: null } });
}
