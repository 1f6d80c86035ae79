import { nameKey } from '@linggong/contracts/normal.ts';
import type { Callee, Sex } from '@linggong/contracts/people.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { addAllWithoutAccount, type PersonRecord, personsByIds } from '../identity/public.ts';
import type { RegionRecord } from '../regions/public.ts';
import { tellPersons } from './events.ts';
import { seeIdNumber } from './id-number.ts';
import type { EntryRecord } from './model.ts';
import { type By, noteActs } from './note.ts';
import { phoneSaidBy } from './phone-said.ts';
import { addEntries, entriesByIds, entriesLike, nextOrdinals } from './repository/entries.ts';
import { spotDoubles } from './spot-doubles.ts';

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
  deps: Deps,
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
  ...(listed.phone ? phoneSaidBy(deps, { by, changed: false }) : {}),
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
  const ordinals = await nextOrdinals(
    deps,
    all.map(({ listed, region }) => ({ nameKey: nameKey(listed.name), regionId: region._id })),
  );
  const entries = all.map((one, index) =>
    entryOf(deps, one, { _id: persons[index]!._id, ordinal: ordinals[index]!, now }),
  );
  await addEntries(deps, entries);
  await spotDoubles(
    deps,
    entries.map((entry, index) => ({ entry, person: persons[index]! })),
  );
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
