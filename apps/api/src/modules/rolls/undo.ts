import { isDeepStrictEqual } from 'node:util';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import {
  byDesk,
  changeListed,
  type KnownPerson,
  type ListedChange,
  takeBackListed,
} from '../people/public.ts';
import type { RollRecord, RollRowRecord, RowChange } from './model.ts';
import { rollFor, shownRoll } from './read.ts';
import { leases } from './repository/rolls.ts';
import { markRows, type RowChanged, stillFor } from './repository/rows.ts';
import { inBackground, knownOf, through } from './work.ts';

type Work = { deps: Deps; viewer: Viewer; roll: RollRecord };

const OF_PERSON = ['name', 'phone', 'birthDate', 'birthYear'];
const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as unknown;

/** A field as it is in the register now. */
const nowOf = ({ entry, person }: KnownPerson, field: string): unknown =>
  (OF_PERSON.includes(field) ? person : entry)[field as never];

/** Of what the roll changed, what is still as it made it: that is put back. */
function toPutBack(known: KnownPerson, changes: readonly RowChange[]): ListedChange {
  const still = changes.filter(({ field, after }) =>
    isDeepStrictEqual(plain(nowOf(known, field)), plain(after)),
  );
  return Object.fromEntries(
    still.map(({ field, before }) => [
      field,
      field === 'regionId' ? new Types.ObjectId(String(before)) : before,
    ]),
  ) as ListedChange;
}

/** Whom the roll registered. */
async function takeBack({ deps }: Work, rows: readonly RollRowRecord[]): Promise<RowChanged[]> {
  const listed = rows.flatMap(({ personId, revision }) =>
    personId ? [{ personId, revision: revision ?? 0 }] : [],
  );
  const gone = await takeBackListed(deps, listed);
  return rows.map(({ _id, personId, revision, said }) =>
    personId && !gone.has(personId.toHexString())
      ? { _id, outcome: 'kept', reason: 'acted', about: said.name, personId, revision }
      : { _id, outcome: 'undone', reason: null, about: '', personId: null, revision: null },
  );
}

/** Whom the roll changed. */
async function putBack({ deps, viewer, roll }: Work, rows: readonly RollRowRecord[]): Promise<RowChanged[]> {
  const known = await knownOf(deps, rows);
  const back = rows.flatMap((row) => {
    const found = known.get(String(row.personId));
    const change = found ? toPutBack(found, row.changes) : {};
    if (!found || Object.keys(change).length === 0) return [];
    known.delete(String(row.personId));
    return [{ row, listed: { known: found, change, by: byDesk(viewer, found.entry.deskPath) } }];
  });
  const revisions = await changeListed(
    deps,
    back.map(({ listed }) => listed),
    { kind: 'import_undone', roll: { id: roll._id } },
  );
  const now = new Map(back.map(({ row, listed }, at) => [row, { ...listed, revision: revisions[at]! }]));
  return rows.map((row) => {
    const { _id, personId, said, changes } = row;
    const put = now.get(row);
    const kept = { _id, personId, reason: 'changedSince', about: said.name } as const;
    if (!put) return { ...kept, outcome: 'kept', revision: row.revision };
    const all = Object.keys(put.change).length === changes.length;
    return all
      ? { ...kept, outcome: 'undone', reason: null, about: '', revision: put.revision }
      : { ...kept, outcome: 'kept', revision: put.revision };
  });
}

async function undoPiece(work: Work, rows: readonly RollRowRecord[]): Promise<number> {
  const { deps } = work;
  return deps.transaction(async () => {
    const still = await stillFor(
      deps,
      rows.map(({ _id }) => _id),
      'undo',
    );
    const [registered, changed] = [
      still.filter(({ outcome }) => outcome === 'registered'),
      still.filter(({ outcome }) => outcome !== 'registered'),
    ];
    await markRows(deps, [...(await takeBack(work, registered)), ...(await putBack(work, changed))]);
    return still.length;
  });
}

/**
 * Takes back, in the background, whom the roll registered, and puts back what it changed. Who was booked, claimed or changed
 * since stays, and their rows say so. Throws `roll.wrong_state` unless it was carried out.
 */
export async function undoRoll(deps: Deps, viewer: Viewer | null, id: string) {
  return deps.locks(`roll:${id}`, async () => {
    const { _id } = await rollFor(deps, viewer, id);
    const token = await leases.take(deps, _id, ['done', 'running', 'undoing'], 'undoing');
    const roll = await rollFor(deps, viewer, id);
    const work = { deps, viewer: viewer!, roll };
    inBackground(
      deps,
      _id,
      through(deps, roll, { task: 'undo', token, end: 'undone' }, (rows) => undoPiece(work, rows)),
    );
    return shownRoll(deps, roll);
  });
}
