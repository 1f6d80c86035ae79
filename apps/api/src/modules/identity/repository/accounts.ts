import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { AccountRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId | string;

/** Throws where there is none: for who is signed in, or was a moment ago. */
export const accountById = (deps: Source, id: Id): Promise<AccountRecord> =>
  deps.models.accounts.findById(id).lean().orFail().exec();

/** The account that signs in with a number (E.164); null: nobody's. */
export async function accountIdByPhone(deps: Source, phone: string): Promise<Types.ObjectId | null> {
  const account = await deps.models.accounts.findOne({ phoneNumber: phone }, { _id: 1 }).lean();
  return account?._id ?? null;
}

/** The number that an account signs in with; null: it has none, or is gone. */
export async function phoneOfAccount(deps: Source, id: Id): Promise<string | null> {
  const account = await deps.models.accounts.findById(id, { phoneNumber: 1 }).lean();
  return account?.phoneNumber ?? null;
}

/** The numbers of accounts, by their ids as hex strings. */
export async function phonesOfAccounts(
  deps: Source,
  ids: readonly Id[],
): Promise<Map<string, string | null>> {
  const accounts = await deps.models.accounts.find({ _id: { $in: ids } }, { phoneNumber: 1 }).lean();
  return new Map(accounts.map(({ _id, phoneNumber }) => [_id.toHexString(), phoneNumber]));
}

/** False where the account has another number than `from` by now. Fails as a duplicate where another has `to`. */
export async function replacePhone(
  deps: Source,
  _id: Types.ObjectId,
  { from, to }: { from: string | null; to: string | null },
): Promise<boolean> {
  const { modifiedCount } = await deps.models.accounts.updateOne(
    { _id, phoneNumber: from },
    { $set: { phoneNumber: to } },
  );
  return modifiedCount === 1;
}

/** An account that nothing belongs to yet. */
export const dropAccount = (deps: Source, id: string) => deps.models.accounts.deleteOne({ _id: id });

/** The account with its sessions and its roles. */
export async function removeAccount(deps: Source, accountId: Types.ObjectId): Promise<void> {
  await deps.models.sessions.deleteMany({ userId: accountId });
  await deps.models.memberships.deleteMany({ accountId });
  await deps.models.accounts.deleteOne({ _id: accountId });
}
