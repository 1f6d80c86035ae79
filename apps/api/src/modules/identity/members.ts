import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';

/** The persons who belong to each of the employers. */
export async function memberPersons(
  deps: Deps,
  employerIds: readonly Types.ObjectId[],
): Promise<Map<string, string[]>> {
  const memberships = await deps.models.memberships
    .find({ employerId: { $in: employerIds }, role: 'employer' }, { accountId: 1, employerId: 1 })
    .lean();
  const persons = await deps.models.persons
    .find({ accountId: { $in: memberships.map(({ accountId }) => accountId) } }, { accountId: 1 })
    .lean();
  const personOf = new Map(persons.map(({ _id, accountId }) => [String(accountId), _id.toHexString()]));
  const members = new Map<string, string[]>();
  for (const { accountId, employerId } of memberships) {
    const person = personOf.get(accountId.toHexString());
    if (person) members.set(String(employerId), [...(members.get(String(employerId)) ?? []), person]);
  }
  return members;
}
