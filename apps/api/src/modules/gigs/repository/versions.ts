import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { GigRecord, GigVersionRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Keeps what a version says; what is kept of it already stays as it is. */
export const insertVersion = (
  deps: Source,
  { _id: gigId, version, posting }: Pick<GigRecord, '_id' | 'version' | 'posting'>,
  at: Date,
) =>
  deps.models.gigVersions.updateOne({ gigId, version }, { $setOnInsert: { posting, at } }, { upsert: true });

/** What was kept of these versions, in no order. */
export const keptVersions = (
  deps: Source,
  versions: readonly { gigId: Id; version: number }[],
): Promise<GigVersionRecord[]> =>
  deps.models.gigVersions
    .find({ $or: versions.map(({ gigId, version }) => ({ gigId, version })) })
    .lean()
    .exec();
