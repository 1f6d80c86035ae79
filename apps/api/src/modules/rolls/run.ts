import type { Deps } from '../../deps.ts';
import { isDuplicate } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { standInLine } from '../../platform/tallies.ts';
import { byDesk, type ChangeListed, changeListed, type Listed, registerListed } from '../people/public.ts';
import { regionsByIds } from '../regions/public.ts';
import { changesOf } from './beside.ts';
import { judge } from './evaluate.ts';
import type { RollRecord, RollRowRecord, RowChange } from './model.ts';
import { rollFor, shownRoll } from './read.ts';
import { leases } from './repository/rolls.ts';
import { markRows, type RowChanged, stillFor } from './repository/rows.ts';
import { inBackground, knownOf, through } from './work.ts';

const LINE_SECONDS = 3600;

const listedOf = ({ said, idHash, idLastFour }: RollRowRecord): Listed => {
  const { callee, remarks: _, ...rest } = said;
  return {
    ...rest,
    callees: callee ? [callee] : [],
    ...(idHash === undefined ? {} : { idHash }),
    idLastFour,
  };
};

type Work = { deps: Deps; viewer: Viewer; roll: RollRecord };

async function register({ deps, viewer, roll }: Work, rows: readonly RollRowRecord[]): Promise<RowChanged[]> {
  const regions = await regionsByIds(
    deps,
    rows.flatMap(({ regionId }) => regionId ?? []),
  );
  const listed = rows.map((row) => {
    const region = regions.get(row.regionId!.toHexString())!;
    return { listed: listedOf(row), region, by: byDesk(viewer, region.path) };
  });
  const entries = await registerListed(deps, listed, { id: roll._id });
  return entries.map((entry, index) => ({
    _id: rows[index]!._id,
    outcome: 'registered',
    reason: null,
    about: '',
    personId: entry._id,
    revision: entry.revision,
  }));
}

/** As the preview showed it: of a record that was changed since, or by a row above, nothing is overwritten. */
async function update({ deps, viewer, roll }: Work, rows: readonly RollRowRecord[]): Promise<RowChanged[]> {
  const known = await knownOf(deps, rows);
  const became: RowChanged[] = [];
  const taken: { row: RollRowRecord; changes: RowChange[]; listed: ChangeListed }[] = [];
  for (const row of rows) {
    const found = known.get(String(row.personId));
    known.delete(String(row.personId));
    if (found?.entry.revision === row.revision) {
      const { change, changes } = changesOf(row, found);
      const by = byDesk(viewer, found.entry.deskPath);
      taken.push({ row, changes, listed: { known: found, change, by } });
    } else {
      const { _id, personId, revision } = row;
      const left = { _id, personId, revision, about: '', choice: 'leave' as const };
      became.push({ ...left, outcome: 'changed', reason: 'changedMeanwhile' });
    }
  }
  const revisions = await changeListed(
    deps,
    taken.map(({ listed }) => listed),
    { roll: { id: roll._id } },
  );
  const updated = taken.map(({ row: { _id, personId }, changes }, at): RowChanged => {
    return { _id, personId, about: '', outcome: 'updated', reason: null, revision: revisions[at]!, changes };
  });
  return [...became, ...updated];
}

/**
 * Some rows in one transaction: all of it or nothing, never twice. Two rolls that name the same people stand in line, and
 * the later one finds those whom the first registered.
 */
async function takeRows(work: Work, rows: readonly RollRowRecord[]): Promise<number> {
  const { deps, viewer, roll } = work;
  return deps.transaction(async () => {
    await standInLine(deps, `roll:${roll.deskPath[1] ?? roll.regionId}`, LINE_SECONDS);
    const still = await stillFor(
      deps,
      rows.map(({ _id }) => _id),
      'take',
    );
    const fresh = still.filter(({ outcome }) => outcome === 'new');
    const now = new Map(
      (await judge(deps, viewer, roll, fresh)).map((one, index) => [fresh[index]!._id.toHexString(), one]),
    );
    const became: RowChanged[] = [];
    const registering: RollRowRecord[] = [];
    const changing: RollRowRecord[] = [];
    for (const row of still) {
      const beside = now.get(row._id.toHexString());
      if (beside && beside.outcome !== 'new')
        became.push({
          _id: row._id,
          ...beside,
          choice: beside.choice && 'leave',
          reason: beside.reason ?? 'knownMeanwhile',
        });
      else if (row.outcome === 'changed') changing.push(row);
      else registering.push(row);
    }
    became.push(...(await update(work, changing)), ...(await register(work, registering)));
    await markRows(deps, became);
    return still.length;
  });
}

/** Where a desk was faster with the identity number of one of them, each is tried by itself. */
async function takePiece(work: Work, rows: readonly RollRowRecord[]): Promise<number> {
  try {
    return await takeRows(work, rows);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const [only, ...others] = rows;
    if (only && others.length === 0) {
      const { _id, personId, revision } = only;
      await markRows(work.deps, [
        { _id, personId, revision, outcome: 'left_out', reason: 'knownMeanwhile', about: '' },
      ]);
      return 1;
    }
    let done = 0;
    for (const row of rows) done += await takePiece(work, [row]);
    return done;
  }
}

/**
 * Registers and changes people as the preview says, in the background. May be called again for one that broke off: what is
 * in stays in, once. Throws `roll.wrong_state` while it runs, and after an undo.
 */
export async function runRoll(deps: Deps, viewer: Viewer | null, id: string) {
  return deps.locks(`roll:${id}`, async () => {
    const { _id } = await rollFor(deps, viewer, id);
    const token = await leases.take(deps, _id, ['preview', 'running', 'done'], 'running');
    const roll = await rollFor(deps, viewer, id);
    const work = { deps, viewer: viewer!, roll };
    inBackground(
      deps,
      _id,
      through(deps, roll, { task: 'take', token, end: 'done' }, (rows) => takePiece(work, rows)),
    );
    return shownRoll(deps, roll);
  });
}
