import type { ImportRow } from '@linggong/contracts/import.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { DecisionRecord, GigRecord } from '../gigs/model.ts';
import { decisionsOf } from '../gigs/repository.ts';
import type { ImportRecord } from './model.ts';

type Returned = NonNullable<ImportRow['returned']>;

const isReturned = { state: 'returned', 'source.name': { $type: 'string' } } as const;

/** The gigs of an import that an operator sent back and nobody has corrected since. */
export const returnedGigIds = async (deps: Deps, importId: Types.ObjectId): Promise<Types.ObjectId[]> =>
  (await deps.models.gigs.find({ importId, ...isReturned }, { _id: 1 }).lean()).map(({ _id }) => _id);

/** What is to be corrected, by the gig's id. */
export async function returnedOf(
  deps: Deps,
  gigIds: readonly Types.ObjectId[],
): Promise<Map<string, Returned>> {
  const gigs = await deps.models.gigs
    .find({ _id: { $in: gigIds }, ...isReturned }, { number: 1 })
    .lean<Pick<GigRecord, '_id' | 'number'>[]>();
  if (gigs.length === 0) return new Map();
  const decisions = await decisionsOf(
    deps,
    gigs.map(({ _id }) => _id),
  );
  const latest = new Map<string, Omit<DecisionRecord, 'posting'>>();
  for (const decision of decisions) {
    const key = decision.gigId.toString();
    const before = latest.get(key);
    if (decision.decision === 'return' && !(before && before.at > decision.at)) latest.set(key, decision);
  }
  return new Map(
    gigs.map(({ _id, number }) => {
      const key = _id.toString();
      return [key, { number, reason: latest.get(key)?.reason ?? '' }];
    }),
  );
}

/** Who hears of it: whoever imported it, and the operators of their desk. */
export async function sendersOf(deps: Deps, importId: Types.ObjectId): Promise<string[]> {
  const by = await deps.models.imports
    .findById(importId, { byAccountId: 1, deskPath: 1 })
    .lean<Pick<ImportRecord, 'byAccountId' | 'deskPath'>>();
  if (!by) return [];
  const desk = await deps.models.memberships
    .find({ role: 'operator', regionId: by.deskPath.at(-1) }, { accountId: 1 })
    .lean();
  const persons = await deps.models.persons
    .find({ accountId: { $in: [by.byAccountId, ...desk.map(({ accountId }) => accountId)] } }, { _id: 1 })
    .lean();
  return persons.map(({ _id }) => _id.toHexString());
}

/**
 * Lets corrected rows take the place of what was sent back and never public: those gigs are withdrawn and give their
 * ids free. In the transaction that makes the new ones.
 */
export async function releaseReturned(
  deps: Deps,
  sourceName: string,
  externalIds: readonly string[],
): Promise<void> {
  await deps.models.gigs.updateMany(
    { 'source.name': sourceName, 'source.externalId': { $in: externalIds }, state: 'returned', version: 0 },
    { $set: { state: 'withdrawn', source: null, updatedAt: deps.clock() }, $inc: { revision: 1 } },
  );
}
