import { nameKey } from '@linggong/contracts/normal.ts';
import type { Callee, Sex } from '@linggong/contracts/people.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import {
  addAllWithoutAccount,
  changePersonRecord,
  type PersonRecord,
  personsByIds,
  removePerson,
} from '../identity/public.ts';
import type { RegionRecord } from '../regions/public.ts';
import { tellPerson, tellPersons } from './events.ts';
import { seeIdNumber } from './id-number.ts';
import type { EntryRecord } from './model.ts';
import { type By, noteAct, noteActs } from './note.ts';
import { actKindsOf } from './repository/acts.ts';
import {
  addEntries,
  changeEntry,
  entriesByIds,
  entriesLike,
  entryById,
  nextOrdinal,
  removeEntry,
} from './repository/entries.ts';

/** A person of the register, whole. */
export type KnownPerson = { entry: EntryRecord; person: PersonRecord };
/** A person as a list has them. */
export type Listed = {
  name: string;
  nameBo: string;
  sex: Sex | null;
  birthDate: string | null;
  birthYear: number | null;
  skills: string;
  phone: string | null;
  callees: Callee[];
  worksAway: boolean | null;
  idHash?: string;
  idLastFour: string | null;
};

/** What the register keeps of a good identity number, see `ID_NUMBER_KEPT`. */
export function keptOfIdNumber(
  deps: Pick<Deps, 'secret' | 'clock' | 'settings'>,
  number: string,
): { idHash?: string; idLastFour: string | null } {
  const seen = seeIdNumber(deps, number);
  return {
    ...(seen?.idHash === undefined ? {} : { idHash: seen.idHash }),
    idLastFour: seen?.idLastFour ?? null,
  };
}

/** Whoever has one of these hashes, wherever, or one of these names below a region. */
export async function knownLike(
  deps: Deps,
  like: { idHashes: readonly string[]; nameKeys: readonly string[]; regionId: Types.ObjectId },
): Promise<KnownPerson[]> {
  return withPersons(deps, await entriesLike(deps, like));
}

/** Those of these who stand for themselves, as they are now. */
export async function knownByIds(deps: Deps, ids: readonly Types.ObjectId[]): Promise<KnownPerson[]> {
  return withPersons(deps, await entriesByIds(deps, ids));
}

async function withPersons(deps: Deps, entries: readonly EntryRecord[]): Promise<KnownPerson[]> {
  const own = entries.filter(({ mergedInto }) => !mergedInto);
  const persons = await personsByIds(
    deps,
    own.map(({ _id }) => _id),
  );
  const byId = new Map(persons.map((person) => [person._id.toHexString(), person]));
  return own.flatMap((entry) => {
    const person = byId.get(entry._id.toHexString());
    return person ? [{ entry, person }] : [];
  });
}

/** Somebody whom a list names, where they are at home, and who brings them in. */
export type ListedAt = { listed: Listed; region: RegionRecord; by: By };

const entryOf = (
  { listed, region, by }: ListedAt,
  { _id, ordinal, now }: { _id: Types.ObjectId; ordinal: number; now: Date },
): EntryRecord => ({
  _id,
  nameKey: nameKey(listed.name),
  nameBo: listed.nameBo,
  nameBoKey: nameKey(listed.nameBo),
  ordinal,
  sex: listed.sex,
  regionId: region._id,
  deskPath: region.path,
  ...(listed.idHash === undefined ? {} : { idHash: listed.idHash }),
  idLastFour: listed.idLastFour,
  skills: listed.skills,
  callees: listed.callees,
  worksAway: listed.worksAway,
  busy: [],
  registeredBy: {
    accountId: by.accountId === null ? null : new Types.ObjectId(by.accountId.toString()),
    office: by.office ?? '',
  },
  registeredAt: now,
  revision: 0,
  mergedInto: null,
});

/**
 * Registers people whom a list names, in the transaction of the list and in its order; the trail says by which list. Fails as
 * a duplicate where one's identity number was registered by now.
 */
export async function registerListed(
  deps: Deps,
  all: readonly ListedAt[],
  roll: { id: Types.ObjectId },
): Promise<EntryRecord[]> {
  if (all.length === 0) return [];
  const now = deps.clock();
  const persons = await addAllWithoutAccount(
    deps,
    all.map(({ listed: { name, phone, birthDate, birthYear }, region }) => ({
      name,
      phone,
      birthDate,
      birthYear,
      plateauResident: false,
      regionId: region._id,
      createdAt: now,
    })),
  );
  const entries: EntryRecord[] = [];
  for (const [index, one] of all.entries()) {
    const ordinal = await nextOrdinal(deps, nameKey(one.listed.name), one.region._id);
    entries.push(entryOf(one, { _id: persons[index]!._id, ordinal, now }));
  }
  await addEntries(deps, entries);
  const reachable = entries.filter((_, index) => all[index]!.listed.phone !== null);
  if (reachable.length > 0) await deps.hooks.people.numbersSaid(reachable.map(({ _id }) => _id));
  await noteActs(
    deps,
    entries.map(({ _id }, index) => ({
      personId: _id,
      by: all[index]!.by,
      kind: 'imported',
      about: { rollId: roll.id },
    })),
  );
  await tellPersons(deps, entries);
  return entries;
}

/** What of a record a list says otherwise. */
export type ListedChange = Partial<Omit<Listed, 'idHash' | 'callees'>> & {
  idHash?: string;
  callees?: Callee[];
  regionId?: Types.ObjectId;
};

/**
 * Changes a record as a list says, in its transaction. Null where the record is no longer at that revision; else the one
 * that it has then.
 */
export async function changeListed(
  deps: Deps,
  {
    personId,
    revision,
    change,
    by,
    kind = 'imported',
    roll,
  }: {
    personId: Types.ObjectId;
    revision: number;
    change: ListedChange;
    by: By;
    kind?: 'imported' | 'import_undone';
    roll: { id: Types.ObjectId };
  },
): Promise<number | null> {
  const { name, phone, birthDate, birthYear, regionId, nameBo, ...own } = change;
  const ofEntry = {
    ...own,
    ...(nameBo === undefined ? {} : { nameBo, nameBoKey: nameKey(nameBo) }),
  };
  if (!(await changeEntry(deps, personId, revision, ofEntry))) return null;
  const ofPerson = {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(birthYear === undefined ? {} : { birthYear }),
    ...(regionId === undefined ? {} : { regionId: regionId.toHexString() }),
  };
  if (Object.keys(ofPerson).length > 0) await changePersonRecord(deps, personId.toHexString(), ofPerson);
  if (phone) await deps.hooks.people.numbersSaid([personId]);
  const fields = Object.keys(change).filter((field) => field !== 'idHash');
  await noteAct(deps, { personId, by, kind, about: { rollId: roll.id, fields } });
  const entry = (await entryById(deps, personId))!;
  await tellPerson(deps, entry);
  return entry.revision;
}

/** What may have been done with somebody whom a list registered, and leaves nothing that needs them. */
const LEAVES_NOTHING: readonly string[] = ['imported', 'import_undone', 'looked', 'id_met', 'not_same'];

/**
 * Takes somebody out of the register again whom a list brought in, in its transaction; false where they have an account by
 * now, were changed, put together with another, or anything was done in their name: then they stay.
 */
export async function takeBackListed(
  deps: Deps,
  { personId, revision }: { personId: Types.ObjectId; revision: number },
): Promise<boolean> {
  const kinds = await actKindsOf(deps, personId);
  if (kinds.some((kind) => !LEAVES_NOTHING.includes(kind))) return false;
  if (!(await removeEntry(deps, personId, revision))) return false;
  return removePerson(deps, personId);
}
