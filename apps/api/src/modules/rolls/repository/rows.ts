import type { Roll, RollChoice, RollOutcome, zRollRowsQuery } from '@linggong/contracts/roll.ts';
import type { QueryFilter, Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../../deps.ts';
import { asTheyAre } from '../../../platform/database.ts';
import type { RollRowRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

export const insertRows = async (deps: Source, rows: readonly RollRowRecord[]) => {
  if (rows.length > 0) await deps.models.rollRows.insertMany([...rows], asTheyAre());
};

export const removeRows = (deps: Source, rollId: Id) => deps.models.rollRows.deleteMany({ rollId });

type Only = z.output<typeof zRollRowsQuery>['only'];
const filterOf = (only: Only): QueryFilter<RollRowRecord> =>
  only === 'marked' ? { 'marks.0': { $exists: true } } : only ? { outcome: only } : {};

/** A page of rows in the order of the file, after the row numbered `after`. */
export const rowsOf = (
  deps: Source,
  rollId: Id,
  { after, limit, only }: { after: number; limit: number; only?: Only },
): Promise<RollRowRecord[]> =>
  deps.models.rollRows
    .find({ rollId, line: { $gt: after }, ...filterOf(only) })
    .sort({ line: 1 })
    .limit(limit)
    .lean()
    .exec();

/** What is still to be carried out. */
const TO_TAKE: QueryFilter<RollRowRecord> = {
  $or: [{ outcome: 'new' }, { outcome: 'changed', choice: 'take' }, { outcome: 'doubtful', choice: 'take' }],
};
const TO_UNDO: QueryFilter<RollRowRecord> = { outcome: { $in: ['registered', 'updated'] } };
export type Task = 'take' | 'undo';
const filterFor = (task: Task) => (task === 'take' ? TO_TAKE : TO_UNDO);

/** Rows that work has still to be done on, in the order of the file. */
export const rowsFor = (deps: Source, rollId: Id, task: Task, limit: number): Promise<RollRowRecord[]> =>
  deps.models.rollRows
    .find({ rollId, ...filterFor(task) })
    .sort({ line: 1 })
    .limit(limit)
    .lean()
    .exec();

/** Those of these rows that it has still to be done on: within the transaction that does it. */
export const stillFor = (deps: Source, ids: readonly Id[], task: Task): Promise<RollRowRecord[]> =>
  deps.models.rollRows
    .find({ _id: { $in: ids }, ...filterFor(task) })
    .sort({ line: 1 })
    .lean()
    .exec();

export type RowChanged = Pick<
  RollRowRecord,
  '_id' | 'outcome' | 'reason' | 'about' | 'personId' | 'revision'
> &
  Partial<Pick<RollRowRecord, 'changes' | 'choice'>>;

/** Writes what became of rows. */
export async function markRows(deps: Source, changed: readonly RowChanged[]): Promise<void> {
  if (changed.length === 0) return;
  await deps.models.rollRows.bulkWrite(
    changed.map(({ _id, ...change }) => ({ updateOne: { filter: { _id }, update: { $set: change } } })),
  );
}

/** Of rows that leave a choice. */
export async function chooseFor(
  deps: Source,
  rollId: Id,
  rows: readonly { line: number; choice: RollChoice }[],
): Promise<void> {
  await deps.models.rollRows.bulkWrite(
    rows.map(({ line, choice }) => ({
      updateOne: {
        filter: { rollId, line, outcome: { $in: ['changed', 'doubtful'] } },
        update: { $set: { choice } },
      },
    })),
  );
}

const COUNTED: Partial<Record<RollOutcome, keyof Roll['counts']>> = {
  new: 'new',
  same: 'same',
  changed: 'changed',
  doubtful: 'doubtful',
  left_out: 'leftOut',
  registered: 'registered',
  updated: 'updated',
  undone: 'undone',
  kept: 'kept',
};

/** The figures of rolls, from their rows, by the roll's id as hex. */
export async function countsOf(deps: Source, rollIds: readonly Id[]): Promise<Map<string, Roll['counts']>> {
  const found = await deps.models.rollRows.aggregate<{
    _id: { rollId: Id; outcome: RollOutcome; choice: RollChoice | null; marked: boolean };
    count: number;
  }>([
    { $match: { rollId: { $in: [...rollIds] } } },
    {
      $group: {
        _id: {
          rollId: '$rollId',
          outcome: '$outcome',
          choice: '$choice',
          marked: { $gt: [{ $size: '$marks' }, 0] },
        },
        count: { $sum: 1 },
      },
    },
  ]);
  const all = new Map(rollIds.map((id) => [id.toHexString(), noneYet()]));
  for (const { _id, count } of found) {
    const counts = all.get(_id.rollId.toHexString())!;
    counts.rows += count;
    const name = COUNTED[_id.outcome];
    if (name) counts[name] += count;
    if (_id.marked) counts.marked += count;
    const chosen = _id.choice === 'take' && (_id.outcome === 'changed' || _id.outcome === 'doubtful');
    if (_id.outcome === 'new' || chosen) counts.left += count;
  }
  return all;
}

export const noneYet = (): Roll['counts'] => ({
  rows: 0,
  new: 0,
  same: 0,
  changed: 0,
  doubtful: 0,
  leftOut: 0,
  marked: 0,
  registered: 0,
  updated: 0,
  undone: 0,
  kept: 0,
  left: 0,
});
