import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { MembershipRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** What an account may do beside being a worker, in the order in which it came to it. */
export const membershipsOf = (deps: Source, accountId: Id): Promise<MembershipRecord[]> =>
  deps.models.memberships.find({ accountId }).sort({ _id: 1 }).lean().exec();

/** Whether an account was an operator's or an admin's by then, and is. */
export const hadOffice = async (deps: Source, accountId: Id, by: Date): Promise<boolean> =>
  (await deps.models.memberships.exists({
    accountId,
    role: { $in: ['operator', 'admin'] },
    createdAt: { $lte: by },
  })) !== null;

type Office = Pick<MembershipRecord, 'accountId' | 'role' | 'regionId'>;
/** Fails as a duplicate where the account has the role already. */
export const addOffice = (deps: Source, office: Office, createdAt: Date) =>
  deps.models.memberships.insertMany([{ ...office, employerId: null, createdAt }]);

/** An account's role in an office. Throws where it has it not. */
export const officeRole = (deps: Source, office: Office): Promise<MembershipRecord> =>
  deps.models.memberships
    .findOne({ ...office, employerId: null })
    .lean()
    .orFail()
    .exec();

/** All operators, the first to be made first. */
export const operatorRoles = (deps: Source, most: number): Promise<MembershipRecord[]> =>
  deps.models.memberships.find({ role: 'operator' }).sort({ _id: 1 }).limit(most).lean().exec();

/** Takes an operator's role away; gives what it was, null: it was gone. */
export const removeOperatorRole = (deps: Source, id: string): Promise<MembershipRecord | null> =>
  deps.models.memberships.findOneAndDelete({ _id: id, role: 'operator' }).lean().exec();

/** The brokers of these regions, the first to be made first. */
export const brokerRoles = (
  deps: Source,
  regionIds: readonly Id[],
  most: number,
): Promise<MembershipRecord[]> =>
  deps.models.memberships
    .find({ role: 'broker', regionId: { $in: regionIds } })
    .sort({ _id: 1 })
    .limit(most)
    .lean()
    .exec();

export const brokerRole = (deps: Source, id: string): Promise<MembershipRecord | null> =>
  deps.models.memberships.findOne({ _id: id, role: 'broker' }).lean().exec();

/** Takes a broker's role away; gives what it was, null: it was gone. */
export const removeBrokerRole = (deps: Source, id: string): Promise<MembershipRecord | null> =>
  deps.models.memberships.findOneAndDelete({ _id: id, role: 'broker' }).lean().exec();

/** The accounts of the operators bound to a region. */
export const operatorsAt = (deps: Source, regionId: Id | undefined): Promise<Id[]> =>
  deps.models.memberships.distinct('accountId', { role: 'operator', regionId }).exec();

export const addMember = (deps: Source, member: { accountId: Id; employerId: Id; createdAt: Date }) =>
  deps.models.memberships.insertMany([{ ...member, role: 'employer' }]);

/** Those of the employers that have members, but for one account's. */
export const withMembers = (deps: Source, employerIds: readonly Id[], but?: Id): Promise<(Id | null)[]> =>
  deps.models.memberships
    .distinct('employerId', {
      employerId: { $in: [...employerIds] },
      role: 'employer',
      ...(but ? { accountId: { $ne: but } } : {}),
    })
    .exec();

/** The employers that an account belongs to. */
export const employersOfAccount = (deps: Source, accountId: Id): Promise<(Id | null)[]> =>
  deps.models.memberships.distinct('employerId', { accountId, role: 'employer' }).exec();

/** The persons who belong to each of the employers, by its id; all as hex strings. */
export async function memberPersons(
  deps: Source,
  employerIds: readonly Id[],
): Promise<Map<string, string[]>> {
  if (employerIds.length === 0) return new Map();
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
