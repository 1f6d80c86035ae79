import type { Registered, RegisteredRow } from '@linggong/contracts/people.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { type PersonRecord, personById, personsByIds, phonesOfAccounts } from '../identity/public.ts';
import { placeNames, regionsByIds } from '../regions/public.ts';
import { labelsOf } from './labels.ts';
import type { EntryRecord } from './model.ts';
import { countDoublesOf } from './repository/doubles.ts';

type AccountOf = (person: PersonRecord) => Registered['account'];

/** Whether people use the product themselves, and can be told by phone then. */
export async function accountsOf(deps: Deps, people: readonly PersonRecord[]): Promise<AccountOf> {
  const phones = await phonesOfAccounts(
    deps,
    people.flatMap(({ accountId }) => accountId ?? []),
  );
  return ({ accountId }) => {
    if (!accountId) return 'none';
    return phones.get(accountId.toHexString()) ? 'with_phone' : 'without_phone';
  };
}

/** Entries as rows of the desk's list, in their order; such as have no person are left out. */
export async function toRows(deps: Deps, entries: readonly EntryRecord[]): Promise<RegisteredRow[]> {
  const people = await personsByIds(
    deps,
    entries.map(({ _id }) => _id),
  );
  const personOf = byId(people);
  const labels = await labelsOf(deps, people);
  const account = await accountsOf(deps, people);
  const regions = await regionsByIds(
    deps,
    entries.map(({ regionId }) => regionId),
  );
  return entries.flatMap((entry) => {
    const id = entry._id.toHexString();
    const person = personOf.get(id);
    const region = regions.get(String(entry.regionId));
    if (!person || !region) return [];
    return {
      id,
      name: person.name,
      label: labels.get(id) ?? person.name,
      nameBo: entry.nameBo,
      sex: entry.sex,
      birthDate: person.birthDate,
      birthYear: person.birthYear ?? null,
      regionNames: placeNames(region),
      skills: entry.skills,
      account: account(person),
      registeredAt: entry.registeredAt.toISOString(),
      hasPhone: person.phone !== null,
    };
  });
}

/** A record as the desks in charge see it; null: the person is gone. */
export async function toRegistered(deps: Deps, entry: EntryRecord): Promise<Registered | null> {
  const [row] = await toRows(deps, [entry]);
  const person = await personById(deps, entry._id);
  if (!row || !person) return null;
  const { hasPhone: _, ...shared } = row;
  return {
    ...shared,
    regionId: entry.regionId.toHexString(),
    idLastFour: entry.idLastFour,
    idSeen: entry.idHash !== undefined,
    phone: person.phone,
    callees: entry.callees,
    worksAway: entry.worksAway,
    plateauResident: person.plateauResident,
    busy: entry.busy,
    registeredBy: entry.registeredBy.office,
    doubles: await countDoublesOf(deps, entry._id),
    revision: entry.revision,
  };
}
