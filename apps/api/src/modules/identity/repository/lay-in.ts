import type { Deps } from '../../../deps.ts';
import type { MembershipRecord, PersonRecord } from '../model.ts';

/**
 * Records that were worked out elsewhere, as they are; in one transaction with what belongs to them. `own`: what is said
 * of people who have an account, and with it a person, already.
 */
export async function layInPeople(
  deps: Pick<Deps, 'models'>,
  records: {
    memberships: readonly Omit<MembershipRecord, '_id'>[];
    crowd: readonly PersonRecord[];
    own: readonly PersonRecord[];
  },
): Promise<void> {
  const { memberships, persons } = deps.models;
  await memberships.insertMany(records.memberships, { lean: true });
  await persons.insertMany(records.crowd, { lean: true });
  for (const { _id, name, birthDate, regionId, plateauResident } of records.own)
    await persons.updateOne({ _id }, { $set: { name, birthDate, regionId, plateauResident } });
}
