import { nameKey } from '@linggong/contracts/normal.ts';
import type { Callee } from '@linggong/contracts/people.ts';
import { mongo, Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { asConflict, byId } from '../../platform/database.ts';
import { changePersonRecord, personsByIds, removePersons } from '../identity/public.ts';
import { tellPersons } from './events.ts';
import type { KnownPerson, Listed } from './listed.ts';
import type { ActRecord, EntryRecord } from './model.ts';
import { type By, noteActs } from './note.ts';
import { phoneSaidBy } from './phone-said.ts';
import { actedUpon } from './repository/acts.ts';
import { removeDoubles } from './repository/doubles.ts';
import { changeEntries, entriesByIds, removeEntries } from './repository/entries.ts';
import { spotDoubles } from './spot-doubles.ts';

/** What of a record a list says otherwise. */
export type ListedChange = Partial<Omit<Listed, 'idHash' | 'callees'>> & {
  idHash?: string;
  callees?: Callee[];
  regionId?: Types.ObjectId;
};

/** A record as it was read in the same transaction, and what a list says otherwise of it. */
export type ChangeListed = { known: KnownPerson; change: ListedChange; by: By };

function ofEntry(deps: Deps, { change, by }: ChangeListed): Partial<EntryRecord> {
  const { name: _name, phone, birthDate: _date, birthYear: _year, regionId: _home, ...own } = change;
  return {
    ...own,
    ...(own.nameBo === undefined ? {} : { nameBoKey: nameKey(own.nameBo) }),
    ...(phone ? phoneSaidBy(deps, { by, changed: true }) : {}),
  };
}

function ofPerson({ name, phone, birthDate, birthYear, regionId }: ListedChange) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(birthYear === undefined ? {} : { birthYear }),
    ...(regionId === undefined ? {} : { regionId: regionId.toHexString() }),
  };
}

/**
 * Changes records as a list says, each once, in the transaction in which they were read: who changes one of them at the
 * same moment begins again, or this does. Gives the revisions that they have then, in their order.
 */
export async function changeListed(
  deps: Deps,
  all: readonly ChangeListed[],
  { kind = 'imported', roll }: { kind?: 'imported' | 'import_undone'; roll: { id: Types.ObjectId } },
): Promise<number[]> {
  if (all.length === 0) return [];
  const changed = await changeEntries(
    deps,
    all.map((one) => ({
      _id: one.known.entry._id,
      revision: one.known.entry.revision,
      change: ofEntry(deps, one),
    })),
  );
  if (changed !== all.length)
    throw asConflict(new mongo.MongoError('A record was changed after the transaction read it.'));
  const actId = new Types.ObjectId();
  for (const { known, change } of all) {
    const core = ofPerson(change);
    if (Object.keys(core).length > 0)
      await changePersonRecord(deps, known.entry._id.toHexString(), core, 'desk', actId);
  }
  const reachable = all.filter(({ change }) => change.phone);
  if (reachable.length > 0)
    await deps.hooks.people.numbersSaid(reachable.map(({ known }) => known.entry._id));
  await noteActs(
    deps,
    all.map(({ known, change, by }) => ({
      personId: known.entry._id,
      by,
      kind,
      about: { rollId: roll.id, fields: Object.keys(change).filter((field) => field !== 'idHash') },
    })),
  );
  const ids = all.map(({ known }) => known.entry._id);
  const now = byId(await entriesByIds(deps, ids));
  const entries = ids.map((id) => now.get(id.toHexString())!);
  const persons = byId(await personsByIds(deps, ids));
  await spotDoubles(
    deps,
    entries.map((entry) => ({ entry, person: persons.get(entry._id.toHexString())! })),
  );
  await tellPersons(deps, entries);
  return entries.map(({ revision }) => revision);
}

/** What may have been done with somebody whom a list registered, and leaves nothing that needs them. */
const LEAVES_NOTHING: readonly ActRecord['kind'][] = [
  'imported',
  'import_undone',
  'looked',
  'id_met',
  'not_same',
];

/**
 * Takes people out of the register again whom a list brought in, in its transaction, and gives their ids as hex. Who has an
 * account by now, was changed, put together with another, or in whose name anything was done stays.
 */
export async function takeBackListed(
  deps: Deps,
  all: readonly { personId: Types.ObjectId; revision: number }[],
): Promise<Set<string>> {
  const ids = all.map(({ personId }) => personId);
  const entries = byId(await entriesByIds(deps, ids));
  const persons = byId(await personsByIds(deps, ids));
  const acted = new Set((await actedUpon(deps, ids, LEAVES_NOTHING)).map(String));
  const gone = all.filter(({ personId, revision }) => {
    const id = personId.toHexString();
    const [entry, person] = [entries.get(id), persons.get(id)];
    const untouched = entry?.revision === revision && !entry.mergedInto && !acted.has(id);
    return untouched && person && !person.accountId && !person.mergedInto;
  });
  const goneIds = gone.map(({ personId }) => personId);
  await removeEntries(deps, goneIds);
  await removeDoubles(deps, goneIds);
  await removePersons(deps, goneIds);
  return new Set(goneIds.map(String));
}
