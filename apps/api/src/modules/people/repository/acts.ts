import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { isDuplicate } from '../../../platform/database.ts';
import type { ActRecord } from '../model.ts';

// Acts are added and read. There is no way to change one.

type Source = Pick<Deps, 'models'>;

export const addAct = (deps: Source, act: ActRecord) => deps.models.acts.insertMany([act]);
export const addActs = (deps: Source, acts: readonly ActRecord[]) => deps.models.acts.insertMany([...acts]);

/** Adds one that is noted once alone; not within a transaction. False where it was noted before. */
export async function addActOnce(deps: Source, act: ActRecord & { once: string }): Promise<boolean> {
  if (await deps.models.acts.exists({ once: act.once })) return false;
  try {
    await deps.models.acts.insertMany([act]);
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}

/** What was done in the name of any of these, the latest first. `after`: where a page goes on. */
export const actsOf = (
  deps: Source,
  personIds: readonly Types.ObjectId[],
  { after, most }: { after: object; most: number },
): Promise<ActRecord[]> =>
  deps.models.acts
    .find({ $and: [{ personId: { $in: personIds } }, after] })
    .sort({ at: -1, _id: -1 })
    .limit(most)
    .lean()
    .exec();

/** Those of these people with whom anything was done but this. */
export const actedUpon = (
  deps: Source,
  personIds: readonly Types.ObjectId[],
  but: readonly ActRecord['kind'][],
): Promise<Types.ObjectId[]> =>
  deps.models.acts.distinct('personId', { personId: { $in: personIds }, kind: { $nin: [...but] } }).exec();
