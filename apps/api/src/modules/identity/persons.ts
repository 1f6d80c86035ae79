import type { Person, zPersonChange } from '@linggong/contracts/account.ts';
import { nameKey } from '@linggong/contracts/normal.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { isDuplicate } from '../../platform/database.ts';
import { problem } from '../../platform/problem.ts';
import { countInTransaction, takeUpCounts } from '../caps/public.ts';
import { placeNames, regionById } from '../regions/public.ts';
import type { PersonRecord } from './model.ts';
import { touchPerson } from './repository.ts';

/** The record of an account's own person, made when it isn't there yet; sign-ins at once make one. */
export async function ensurePerson(deps: Deps, accountId: string): Promise<PersonRecord> {
  const own = { accountId: new Types.ObjectId(accountId) };
  const find = () => deps.models.persons.findOne(own).lean();
  return (
    (await find()) ?? deps.locks(`person:${accountId}`, async () => (await find()) ?? makePerson(deps, own))
  );
}

async function makePerson(deps: Deps, own: { accountId: Types.ObjectId }): Promise<PersonRecord> {
  const { persons, accounts } = deps.models;
  const account = await accounts.findById(own.accountId).lean();
  try {
    const made = await persons.create({
      ...own,
      phone: account?.phoneNumber ?? null,
      createdAt: deps.clock(),
    });
    if (account?.phoneNumber)
      await takeUpCounts(deps, account.phoneNumber, { personId: made._id, accountId: own.accountId });
    return made.toObject();
  } catch (error) {
    // Another process was first.
    if (!isDuplicate(error)) throw error;
    return persons.findOne(own).lean().orFail();
  }
}

/** Notes that somebody uses an account, with each sign-in and day of use. */
export async function noteThere(deps: Deps, accountId: string): Promise<void> {
  const { _id } = await ensurePerson(deps, accountId);
  await deps.models.persons.updateOne({ _id }, { $set: { seenAt: deps.clock() } });
}

/** A person's record as its owner sees it. */
export async function toPerson(deps: Deps, person: PersonRecord): Promise<Person> {
  const region = person.regionId && (await regionById(deps, person.regionId));
  return {
    id: person._id.toString(),
    name: person.name,
    birthDate: person.birthDate,
    regionId: person.regionId?.toString() ?? null,
    regionNames: region ? placeNames(region) : [],
    plateauResident: person.plateauResident,
  };
}

/** That a first name is given is no renaming, nor that it is written otherwise. */
async function rename(deps: Deps, personId: string, to: string): Promise<void> {
  const { name: from } = await deps.models.persons.findById(personId, { name: 1 }).lean().orFail();
  if (!from || nameKey(from) === nameKey(to)) return;
  await countInTransaction(deps, { cap: 'renames', by: personId });
  await deps.hooks.identity.renamed(personId, { from, to });
}

/**
 * Throws `region.not_found`, `cap.reached` for one more name, or `request.invalid` for a birth date that can't be, or
 * at which what is held is barred.
 */
export async function changePerson(
  deps: Deps,
  personId: string,
  change: z.output<typeof zPersonChange>,
): Promise<PersonRecord> {
  if (change.regionId && !(await regionById(deps, change.regionId))) throw problem('region.not_found');
  const today = deps.clock().toISOString().slice(0, 10);
  if (change.birthDate && (change.birthDate > today || change.birthDate < '1900-01-01')) {
    throw problem('request.invalid', { errors: [{ path: 'birthDate', message: '出生日期不对' }] });
  }
  return deps.transaction(async () => {
    await touchPerson(deps, personId);
    if (change.name !== undefined) await rename(deps, personId, change.name);
    const changed = await deps.models.persons.findByIdAndUpdate(personId, { $set: change }).lean().orFail();
    if (change.birthDate !== undefined || change.plateauResident === false)
      await deps.hooks.identity.ageChanged(personId, changed);
    return changed;
  });
}
