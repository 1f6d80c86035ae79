import { isDeepStrictEqual } from 'node:util';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import {
  byDesk,
  changeListed,
  type KnownPerson,
  knownByIds,
  type ListedChange,
  takeBackListed,
} from '../people/public.ts';
import type { RollRecord, RollRowRecord, RowChange } from './model.ts';
import { rollFor, shownRoll } from './read.ts';
import { leases } from './repository/rolls.ts';
import { markRows, type RowChanged, stillFor } from './repository/rows.ts';
import { inBackground, through } from './work.ts';

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

async function takeBack({ deps }: Work, row: RollRowRecord): Promise<RowChanged> {
  const { _id, personId, revision } = row;
  const gone = personId ? await takeBackListed(deps, { personId, revision: revision ?? 0 }) : true;
  return gone
    ? { _id, outcome: 'undone', reason: null, about: '', personId: null, revision: null }
    : { _id, outcome: 'kept', reason: 'acted', about: row.said.name, personId, revision };
}

async function putBack({ deps, viewer, roll }: Work, row: RollRowRecord): Promise<RowChanged> {
  const { _id, personId, revision } = row;
  const kept: RowChanged = {
    _id,
    outcome: 'kept',
    reason: 'changedSince',
    about: row.said.name,
    personId,
    revision,
  };
  const [known] = personId ? await knownByIds(deps, [personId]) : [];
  if (!known) return kept;
  const change = toPutBack(known, row.changes);
  const all = Object.keys(change).length === row.changes.length;
  if (Object.keys(change).length === 0) return kept;
  const now = await changeListed(deps, {
    personId: known.entry._id,
    revision: known.entry.revision,
    change,
    by: byDesk(viewer, known.entry.deskPath),
    kind: 'import_undone',
    roll: { id: roll._id },
  });
  if (now === null) return kept;
  return all
    ? { ...kept, outcome: 'undone', reason: null, about: '', revision: now }
    : { ...kept, revision: now };
}

async function undoPiece(work: Work, rows: readonly RollRowRecord[]): Promise<number> {
  const { deps } = work;
  return deps.transaction(async () => {
    const still = await stillFor(
      deps,
      rows.map(({ _id }) => _id),
      'undo',
    );
    const became: RowChanged[] = [];
    for (const row of still)
      became.push(row.outcome === 'registered' ? await takeBack(work, row) : await putBack(work, row));
    await markRows(deps, became);
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
