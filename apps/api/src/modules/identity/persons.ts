import type { Person, zPersonChange } from '@linggong/contracts/account.ts';
import { nameKey } from '@linggong/contracts/normal.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { isDuplicate } from '../../platform/database.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { countInTransaction, takeUpCounts } from '../caps/public.ts';
import { placeNames, regionById } from '../regions/public.ts';
import type { SaidBy } from './hooks.ts';
import { requireLanguage } from './language.ts';
import type { PersonRecord } from './model.ts';
import { accountIdByPhone, phoneOfAccount } from './repository/accounts.ts';
import {
  addPerson,
  type Change,
  markPersonSeen,
  nameOfPerson,
  personOfAccount,
  touchPerson,
  updatePerson,
} from './repository/persons.ts';

/** The record of an account's own person, made when it isn't there yet; sign-ins at once make one. */
export async function ensurePerson(deps: Deps, id: string): Promise<PersonRecord> {
  const accountId = new Types.ObjectId(id);
  const find = () => personOfAccount(deps, accountId);
  return (
    (await find()) ?? deps.locks(`person:${id}`, async () => (await find()) ?? makePerson(deps, accountId))
  );
}

async function makePerson(deps: Deps, accountId: Types.ObjectId): Promise<PersonRecord> {
  const phone = await phoneOfAccount(deps, accountId);
  try {
    const made = await addPerson(deps, { accountId, phone, createdAt: deps.clock() });
    if (phone) await takeUpCounts(deps, phone, { personId: made._id, accountId });
    return made;
  } catch (error) {
    // Another process was first.
    const other = isDuplicate(error) ? await personOfAccount(deps, accountId) : null;
    if (!other) throw error;
    return other;
  }
}

/** Notes that somebody uses an account, with each sign-in and day of use. */
export async function noteThere(deps: Deps, accountId: string): Promise<void> {
  const { _id } = await ensurePerson(deps, accountId);
  await markPersonSeen(deps, _id, deps.clock());
}

/**
 * Whether whoever reads the messages of a number (E.164) has signed in by it. That it has an account says nothing of it:
 * one is made for whoever is named.
 */
export async function hasSignedIn(deps: Deps, phone: string): Promise<boolean> {
  const accountId = await accountIdByPhone(deps, phone);
  const person = accountId && (await personOfAccount(deps, accountId));
  return person?.seenAt != null || person?.agreed != null;
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
    language: person.language ?? null,
  };
}

/** That a first name is given is no renaming, nor that it is written otherwise. */
async function rename(deps: Deps, personId: string, to: string): Promise<void> {
  const from = await nameOfPerson(deps, personId);
  if (!from || nameKey(from) === nameKey(to)) return;
  await countInTransaction(deps, { cap: 'renames', by: personId });
  await deps.hooks.identity.renamed(personId, { from, to });
}

/**
 * Changes what people say of themselves. Throws `region.not_found`, `cap.reached` for one more name, or `request.invalid` for a language that there are no words
 * in, or a birth date that can't be, or at which what is held is barred.
 */
export async function changePerson(
  deps: Deps,
  personId: string,
  change: z.output<typeof zPersonChange>,
): Promise<PersonRecord> {
  if (change.regionId && !(await regionById(deps, change.regionId))) throw problem('region.not_found');
  if (typeof change.language === 'string') requireLanguage(deps, change.language);
  const today = deps.clock().toISOString().slice(0, 10);
  if (change.birthDate && (change.birthDate > today || change.birthDate < '1900-01-01')) {
    throw problem('request.invalid', {
      errors: [{ path: 'birthDate', message: wordsOf('identity').birthDateWrong }],
    });
  }
  // Who says the day themself knows it: an estimate is over.
  const day = change.birthDate === undefined ? {} : { birthYear: null };
  return deps.transaction(() => changeRecord(deps, personId, { ...change, ...day }, 'person'));
}

/**
 * Changes a person's record, whoever does, and all that hangs on it; within a transaction. Throws `cap.reached` for one
 * name too many, `request.invalid` for an age at which what is held is barred, where the person says it.
 */
export async function changeRecord(
  deps: Deps,
  personId: string,
  change: Change,
  saidBy: SaidBy,
  actId?: Types.ObjectId,
): Promise<PersonRecord> {
  await touchPerson(deps, personId);
  if (change.name !== undefined) await rename(deps, personId, change.name);
  const changed = await updatePerson(deps, personId, change);
  if (change.birthDate !== undefined || change.birthYear !== undefined || change.plateauResident === false)
    await deps.hooks.identity.ageChanged(personId, changed, saidBy);
  await deps.hooks.identity.recordChanged(changed);
  if (change.regionId !== undefined) await deps.hooks.identity.movedHome(changed._id, actId);
  return changed;
}
