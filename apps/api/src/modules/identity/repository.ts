import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import type { AccountRecord, PersonRecord } from './model.ts';

/**
 * Serialises what is written for one person: two transactions that both touch the person's record conflict, and
 * the later one sees the earlier one's booking, or alert, when it runs again. Throws `person.not_found` where the account
 * was closed at the same moment.
 */
export async function touchPerson(deps: Deps, personId: Types.ObjectId | string): Promise<void> {
  const { matchedCount } = await deps.models.persons.updateOne(
    { _id: personId, closedAt: null },
    { $inc: { bookingLock: 1 } },
  );
  if (matchedCount === 0) throw problem('person.not_found');
}

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId | string;

export const personById = (deps: Source, id: Id): Promise<PersonRecord | null> =>
  deps.models.persons.findById(id).lean().exec();

/** In no order; those that there are not are left out. */
export const personsByIds = (deps: Source, ids: readonly Id[]): Promise<PersonRecord[]> =>
  deps.models.persons
    .find({ _id: { $in: ids } })
    .lean()
    .exec();

/** The own persons of accounts. */
export const personsOfAccounts = (deps: Source, accountIds: readonly Id[]): Promise<PersonRecord[]> =>
  deps.models.persons
    .find({ accountId: { $in: accountIds } })
    .lean()
    .exec();

/** Throws where there is none: for who is signed in, or was a moment ago. */
export const accountById = (deps: Source, id: Id): Promise<AccountRecord> =>
  deps.models.accounts.findById(id).lean().orFail().exec();

/** Those of these sessions that have not ended, by their ids as hex strings. */
export async function livingSessions(
  deps: Source & Pick<Deps, 'clock'>,
  ids: readonly Id[],
): Promise<Set<string>> {
  const alive = await deps.models.sessions
    .find({ _id: { $in: ids }, expiresAt: { $gt: deps.clock() } }, { _id: 1 })
    .lean();
  return new Set(alive.map(({ _id }) => _id.toHexString()));
}

/** When sessions end, by their ids as hex strings. */
export async function sessionEnds(deps: Source, ids: readonly Id[]): Promise<Map<string, Date>> {
  const sessions = await deps.models.sessions.find({ _id: { $in: ids } }, { expiresAt: 1 }).lean();
  return new Map(sessions.map(({ _id, expiresAt }) => [_id.toHexString(), expiresAt]));
}

/** Sessions that end after one moment and by another, the first first. */
export async function sessionsEndingIn(deps: Source, after: Date, until: Date): Promise<Types.ObjectId[]> {
  const ending = await deps.models.sessions
    .find({ expiresAt: { $gt: after, $lte: until } }, { _id: 1 })
    .sort({ expiresAt: 1 })
    .lean();
  return ending.map(({ _id }) => _id);
}

/** What is left of a person whose account is closed, under a pseudonym. */
export const closePerson = (deps: Source & Pick<Deps, 'clock'>, personId: Id, name: string) =>
  deps.models.persons.updateOne(
    { _id: personId },
    {
      $set: {
        accountId: null,
        name,
        phone: null,
        birthDate: null,
        regionId: null,
        plateauResident: false,
        agreed: null,
        closedAt: deps.clock(),
      },
    },
  );

/** The account with its sessions and its roles. */
export async function removeAccount(deps: Source, accountId: Types.ObjectId): Promise<void> {
  await deps.models.sessions.deleteMany({ userId: accountId });
  await deps.models.memberships.deleteMany({ accountId });
  await deps.models.accounts.deleteOne({ _id: accountId });
}

/** Those of the employers that have members, but for one account's. */
export const withMembers = (
  deps: Source,
  employerIds: readonly Types.ObjectId[],
  but?: Types.ObjectId,
): Promise<(Types.ObjectId | null)[]> =>
  deps.models.memberships
    .distinct('employerId', {
      employerId: { $in: [...employerIds] },
      role: 'employer',
      ...(but ? { accountId: { $ne: but } } : {}),
    })
    .exec();

/** The employers that an account belongs to. */
export const employersOfAccount = (deps: Source, accountId: Types.ObjectId) =>
  deps.models.memberships.distinct('employerId', { accountId, role: 'employer' }).exec();

export const addMember = (
  deps: Source,
  member: { accountId: Types.ObjectId; employerId: Types.ObjectId; createdAt: Date },
) => deps.models.memberships.insertMany([{ ...member, role: 'employer' }]);

/** The number that an account signs in with; null: it has none, or is gone. */
export async function phoneOfAccount(deps: Source, id: Id): Promise<string | null> {
  const account = await deps.models.accounts.findById(id, { phoneNumber: 1 }).lean();
  return account?.phoneNumber ?? null;
}

/** The accounts of the operators bound to a region. */
export const operatorsAt = (deps: Source, regionId: Types.ObjectId | undefined): Promise<Types.ObjectId[]> =>
  deps.models.memberships.distinct('accountId', { role: 'operator', regionId }).exec();
