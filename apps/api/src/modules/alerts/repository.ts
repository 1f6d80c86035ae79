import type { AlertChange } from '@linggong/contracts/alert.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { PersonMover } from '../people/public.ts';
import type { AlertRecord } from './model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId | string;

/** What it needs to put a gig to an alert. */
export type SavedFilter = Pick<AlertRecord, '_id' | 'filter' | 'endsAt'>;
const FILTER = { filter: 1, endsAt: 1 } as const;

export const alertById = (deps: Source, id: Id): Promise<AlertRecord | null> =>
  deps.models.alerts.findById(id).lean().exec();

/** A person's, the newest first. */
export const alertsOfPerson = (deps: Source, personId: Id): Promise<AlertRecord[]> =>
  deps.models.alerts.find({ personId }).sort({ createdAt: -1, _id: -1 }).lean().exec();

/** The alert of a person that asks for the same, by `filterKey`. */
export const alertByKey = (deps: Source, personId: Id, key: string): Promise<AlertRecord | null> =>
  deps.models.alerts.findOne({ personId, key }).lean().exec();

/** Whom these alerts are of, and their pace; of those that are not paused. */
export const runningAlerts = (
  deps: Source,
  ids: readonly Id[],
): Promise<Pick<AlertRecord, '_id' | 'personId' | 'pace'>[]> =>
  deps.models.alerts
    .find({ _id: { $in: ids }, paused: false }, { personId: 1, pace: 1 })
    .lean()
    .exec();

/** The filters of these alerts; of those that are not paused. */
export const runningFilters = (deps: Source, ids: readonly Id[]): Promise<SavedFilter[]> =>
  deps.models.alerts
    .find({ _id: { $in: ids }, paused: false }, FILTER)
    .lean()
    .exec();

/** One page of all filters that are not paused, by their ids, from after one of them. */
export const nextRunningFilters = (
  deps: Source,
  after: Types.ObjectId | undefined,
  most: number,
): Promise<SavedFilter[]> =>
  deps.models.alerts
    .find({ paused: false, ...(after ? { _id: { $gt: after } } : {}) }, FILTER)
    .sort({ _id: 1 })
    .limit(most)
    .lean()
    .exec();

export const addAlert = (deps: Source, alert: AlertRecord) => deps.models.alerts.insertMany([alert]);

/** False where it is gone. */
export const updateAlert = async (deps: Source, _id: Types.ObjectId, change: AlertChange): Promise<boolean> =>
  (await deps.models.alerts.updateOne({ _id }, { $set: change })).matchedCount > 0;

/** How alerts follow when two records of one person become one: what the other asks for already stays behind. */
export const alertMover = (deps: Source): PersonMover => ({
  move: async (from, to) => {
    const asked = await deps.models.alerts.distinct('key', { personId: to });
    const found = await deps.models.alerts.find({ personId: from, key: { $nin: asked } }, { _id: 1 }).lean();
    const ids = found.map(({ _id }) => _id);
    await deps.models.alerts.updateMany({ _id: { $in: ids } }, { $set: { personId: to } });
    return ids.map(String);
  },
  putBack: async (ids, from, to) =>
    (await deps.models.alerts.updateMany({ _id: { $in: ids }, personId: from }, { $set: { personId: to } }))
      .modifiedCount,
});

export const removeAlert = (deps: Source, _id: Types.ObjectId) => deps.models.alerts.deleteOne({ _id });
