import type { Deps } from '../../../deps.ts';
import type { DecisionRecord, GigRecord, GigVersionRecord } from '../model.ts';

/** Records that were worked out elsewhere, as they are; in one transaction with what belongs to them. */
export async function layInGigs(
  deps: Pick<Deps, 'models'>,
  records: {
    gigs: readonly GigRecord[];
    decisions: readonly Omit<DecisionRecord, '_id'>[];
    gigVersions: readonly Omit<GigVersionRecord, '_id'>[];
  },
): Promise<void> {
  const { gigs, decisions, gigVersions } = deps.models;
  await gigs.insertMany(records.gigs, { lean: true });
  await decisions.insertMany(records.decisions, { lean: true });
  await gigVersions.insertMany(records.gigVersions, { lean: true });
}
