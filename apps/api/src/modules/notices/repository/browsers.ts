import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { PushSubscriptionRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = string | Types.ObjectId;

/** Null: it is told nothing any more. */
export const browserById = (deps: Source, id: string): Promise<PushSubscriptionRecord | null> =>
  deps.models.pushSubscriptions.findById(id).lean().exec();

/** The oldest first. */
export const browsersOf = (
  deps: Source,
  personIds: readonly Types.ObjectId[],
): Promise<PushSubscriptionRecord[]> =>
  deps.models.pushSubscriptions
    .find({ personId: { $in: personIds } })
    .sort({ at: 1 })
    .lean()
    .exec();

export const browsersOfSessions = (
  deps: Source,
  sessionIds: readonly Types.ObjectId[],
): Promise<PushSubscriptionRecord[]> =>
  deps.models.pushSubscriptions
    .find({ sessionId: { $in: sessionIds } })
    .lean()
    .exec();

/** Those of them who allow pushes on some browser, as hex. */
export async function withBrowsers(
  deps: Source,
  personIds: readonly Types.ObjectId[],
): Promise<ReadonlySet<string>> {
  const found = await deps.models.pushSubscriptions
    .find({ personId: { $in: personIds } }, { personId: 1 })
    .lean();
  return new Set(found.map(({ personId }) => personId.toHexString()));
}

/** Whoever had it before has it no longer. */
export const saveBrowser = (deps: Source, { _id, ...browser }: Omit<PushSubscriptionRecord, 'refusals'>) =>
  deps.models.pushSubscriptions.updateOne({ _id }, browser, { upsert: true });

/** Of somebody's browsers all but the newest `most` are told nothing more. */
export async function removeOldBrowsers(deps: Source, personId: Types.ObjectId, most: number): Promise<void> {
  const { pushSubscriptions } = deps.models;
  const all = await pushSubscriptions.find({ personId }, { _id: 1 }).sort({ at: -1, _id: 1 }).lean();
  await pushSubscriptions.deleteMany({ _id: { $in: all.slice(most).map(({ _id }) => _id) } });
}

export const removeBrowsers = (deps: Source, ids: readonly string[]) =>
  deps.models.pushSubscriptions.deleteMany({ _id: { $in: [...ids] } });

/** Changes nothing where it is another's. */
export const removeBrowserOf = (deps: Source, personId: Id, id: string) =>
  deps.models.pushSubscriptions.deleteOne({ _id: id, personId });

export const removeBrowsersOfSessions = (deps: Source, sessionIds: readonly string[]) =>
  deps.models.pushSubscriptions.deleteMany({ sessionId: { $in: [...sessionIds] } });

/** Its service refused once more; it goes with the `most`th time in a row. */
export async function countRefusalOf(deps: Source, id: string, most: number): Promise<void> {
  await deps.models.pushSubscriptions.updateOne({ _id: id }, { $inc: { refusals: 1 } });
  await deps.models.pushSubscriptions.deleteOne({ _id: id, refusals: { $gte: most } });
}

export const forgetRefusals = (deps: Source, id: string) =>
  deps.models.pushSubscriptions.updateOne({ _id: id }, { $set: { refusals: 0 } });
