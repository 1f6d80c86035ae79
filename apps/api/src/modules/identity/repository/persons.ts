import type { Consent } from '@linggong/contracts/about.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { problem } from '../../../platform/problem.ts';
import type { ConsentRecord, PersonRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId | string;

/**
 * Serialises what is written for one person: two transactions that both touch the person's record conflict, and
 * the later one sees the earlier one's booking, or alert, when it runs again. Gives the record. Throws `person.not_found`
 * where the account was closed, or the record put together with another, at the same moment.
 */
export async function touchPerson(deps: Source, personId: Id): Promise<PersonRecord> {
  const person = await deps.models.persons
    .findOneAndUpdate({ _id: personId, closedAt: null, mergedInto: null }, { $inc: { bookingLock: 1 } })
    .lean();
  if (!person) throw problem('person.not_found');
  return person;
}

export const personById = (deps: Source, id: Id): Promise<PersonRecord | null> =>
  deps.models.persons.findById(id).lean().exec();

/** In no order; those that there are not are left out. */
export const personsByIds = async (deps: Source, ids: readonly Id[]): Promise<PersonRecord[]> =>
  ids.length === 0 ? [] : deps.models.persons.find({ _id: { $in: ids } }).lean();

/** An account's own person; null: not made yet. */
export const personOfAccount = (deps: Source, accountId: Types.ObjectId): Promise<PersonRecord | null> =>
  deps.models.persons.findOne({ accountId }).lean().exec();

/** The own persons of accounts. */
export const personsOfAccounts = (deps: Source, accountIds: readonly Id[]): Promise<PersonRecord[]> =>
  deps.models.persons
    .find({ accountId: { $in: accountIds } })
    .lean()
    .exec();

/** What those of these persons chose who chose a language, by their ids as hex strings. */
export async function languagesChosen(deps: Source, ids: readonly Id[]): Promise<Map<string, string>> {
  const found = await deps.models.persons
    .find({ _id: { $in: ids }, language: { $ne: null } }, { language: 1 })
    .batchSize(Math.max(1, ids.length))
    .lean();
  return new Map(found.map(({ _id, language }) => [_id.toHexString(), language ?? '']));
}

/** Whom an account is of that has a number (E.164) now, by the account's id, or had it until somebody else did. */
export const personsWhoHad = (
  deps: Source,
  phone: string,
  accountId: Types.ObjectId | null,
): Promise<PersonRecord[]> => {
  const own = accountId ? [{ accountId }] : [];
  return deps.models.persons
    .find({ $or: [...own, { formerPhone: phone }], accountId: { $ne: null } })
    .lean()
    .exec();
};

/** Fails as a duplicate where the account has a person by now. */
export async function addPerson(
  deps: Source,
  person: Pick<PersonRecord, 'phone' | 'createdAt'> & { accountId: Types.ObjectId },
): Promise<PersonRecord> {
  return (await deps.models.persons.create(person)).toObject();
}

type NoAccount = Pick<
  PersonRecord,
  'name' | 'phone' | 'birthDate' | 'plateauResident' | 'regionId' | 'createdAt'
> & { birthYear: number | null };

/** Somebody who has no account: others act for them. `phone`: E.164; null: they have none. */
export async function addWithoutAccount(deps: Source, person: NoAccount): Promise<PersonRecord> {
  const [made] = await deps.models.persons.create([{ ...person, accountId: null }]);
  return made!.toObject();
}

/** As `addWithoutAccount`, for many at once, in their order. */
export async function addAllWithoutAccount(
  deps: Source,
  persons: readonly NoAccount[],
): Promise<PersonRecord[]> {
  const made = await deps.models.persons.insertMany(persons.map((one) => ({ ...one, accountId: null })));
  return made.map((one) => one.toObject());
}

/** Whose own number (E.164) this is, whether they have an account or not. */
export const personsByPhone = (deps: Source, phone: string): Promise<PersonRecord[]> =>
  deps.models.persons.find({ phone, closedAt: null, mergedInto: null }).limit(20).lean().exec();

/** As `personsByPhone`, of several numbers. */
export const personsByPhones = (deps: Source, phones: readonly string[]): Promise<PersonRecord[]> =>
  deps.models.persons
    .find({ phone: { $in: phones }, closedAt: null, mergedInto: null })
    .limit(2000)
    .lean()
    .exec();

/** Gives a person who has no account one. False where they have one by now, or the record is another's. */
export async function linkAccount(
  deps: Source,
  _id: Types.ObjectId,
  accountId: Types.ObjectId,
): Promise<boolean> {
  const { modifiedCount } = await deps.models.persons.updateOne(
    { _id, accountId: null, closedAt: null, mergedInto: null },
    { $set: { accountId } },
  );
  return modifiedCount === 1;
}

/** Writes a record's fields as they are: where two are put together, or taken apart. */
export const putPerson = (deps: Source, _id: Types.ObjectId, fields: Partial<Omit<PersonRecord, '_id'>>) =>
  deps.models.persons.updateOne({ _id }, { $set: fields });

/** Notes that somebody uses the account. */
export const markPersonSeen = (deps: Source, _id: Types.ObjectId, seenAt: Date) =>
  deps.models.persons.updateOne({ _id }, { $set: { seenAt } });

/** What a person is called; empty: nothing yet. Throws where there is none. */
export async function nameOfPerson(deps: Source, id: Id): Promise<string> {
  const { name } = await deps.models.persons.findById(id, { name: 1 }).lean().orFail();
  return name;
}

export type Change = Partial<{
  [F in 'name' | 'phone' | 'birthDate' | 'birthYear' | 'plateauResident' | 'language']:
    | PersonRecord[F]
    | undefined;
}> & { regionId?: string | null | undefined };
/** Gives the person as they are then. Throws where there is none. */
export const updatePerson = (deps: Source, id: Id, change: Change): Promise<PersonRecord> =>
  deps.models.persons.findByIdAndUpdate(id, { $set: change }).lean().orFail().exec();

/** The number (E.164) that an account's person has from now on; `former`: what they had until it was taken off them. */
export const setPersonPhone = (
  deps: Source,
  accountId: Types.ObjectId,
  { phone, former, at }: { phone: string | null; former: string | null; at: Date },
): Promise<PersonRecord> =>
  deps.models.persons
    .findOneAndUpdate({ accountId }, { $set: { phone, formerPhone: former, phoneChangedAt: at } })
    .lean()
    .orFail()
    .exec();

/** Keeps for good that an account agrees, and what it agreed to last; in its transaction. */
export async function addConsent(
  deps: Source,
  accountId: Types.ObjectId,
  { terms, privacy }: Consent,
  { how, at }: Pick<ConsentRecord, 'how' | 'at'>,
): Promise<void> {
  await deps.models.consents.insertMany([{ _id: new Types.ObjectId(), accountId, terms, privacy, how, at }]);
  await deps.models.persons.updateOne({ accountId }, { $set: { agreed: { terms, privacy } } });
}

const closed = ({ clock }: Pick<Deps, 'clock'>) => ({
  accountId: null,
  phone: null,
  birthDate: null,
  birthYear: null,
  regionId: null,
  plateauResident: false,
  language: null,
  agreed: null,
  closedAt: clock(),
});

/** Nothing is left of a person but how they are called in records of work. */
export const closePerson = (deps: Pick<Deps, 'models' | 'clock'>, personId: Id) =>
  deps.models.persons.updateOne({ _id: personId }, { $set: closed(deps) });

/** What is left of a person whose account is closed, under a pseudonym. */
export const pseudonymisePerson = (deps: Pick<Deps, 'models' | 'clock'>, personId: Id, name: string) =>
  deps.models.persons.updateOne({ _id: personId }, { $set: { ...closed(deps), name } });

/** Takes away records that nobody has an account for; gives how many of them that were. */
export const removePersons = async (deps: Source, ids: readonly Types.ObjectId[]): Promise<number> =>
  (await deps.models.persons.deleteMany({ _id: { $in: ids }, accountId: null, mergedInto: null }))
    .deletedCount;
