import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { workLeases } from '../../../platform/work-lease.ts';
import type { RollRecord, RollRowRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

export const leases = workLeases<RollRecord, Pick<Deps, 'models' | 'clock'>>(
  ({ models }) => models.rolls,
  'roll.wrong_state',
);

export const rollById = (deps: Source, id: string | Id): Promise<RollRecord | null> =>
  deps.models.rolls.findById(id).lean().exec();

export const insertRoll = (deps: Source, roll: RollRecord) => deps.models.rolls.insertMany([roll]);

/** A roll with its rows, worked out elsewhere, as they are; for the demo. */
export async function layInRoll(
  deps: Source,
  roll: RollRecord,
  rows: readonly RollRowRecord[],
): Promise<void> {
  await deps.models.rolls.insertMany([roll], { lean: true });
  await deps.models.rollRows.insertMany(rows, { lean: true });
}

export const removeRoll = (deps: Source, _id: Id) => deps.models.rolls.deleteOne({ _id });

/** Newest first, of the regions and all below them. */
export const rollsOf = (deps: Source, regionIds: readonly string[], limit: number): Promise<RollRecord[]> =>
  deps.models.rolls
    .find({
      deskPath: { $in: regionIds.map((id) => new Types.ObjectId(id)) },
      state: { $ne: 'reading' },
    })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit)
    .lean()
    .exec();

/** Those that were being read when their process ended: nobody has seen them. */
export const halfRead = (deps: Source, before: Date): Promise<Pick<RollRecord, '_id'>[]> =>
  deps.models.rolls
    .find({ state: 'reading', 'lease.until': { $lte: before } }, { _id: 1 })
    .lean()
    .exec();
