import type { Deps } from '../../deps.ts';
import { isDuplicate } from '../../platform/database.ts';
import type { TallyRecord } from './model.ts';

type Source = { models: Pick<Deps['models'], 'tallies'>; clock: () => Date };

/**
 * Counts one more of `key` in its present window of `seconds` and returns the count with the window's end. One
 * conditional write each, so that parallel requests are all counted.
 */
export async function countOne(deps: Source, key: string, seconds: number): Promise<TallyRecord> {
  const { tallies } = deps.models;
  const now = deps.clock();
  await tallies.deleteOne({ _id: key, until: { $lte: now } });
  const until = new Date(now.getTime() + seconds * 1000);
  const change = { $inc: { count: 1 }, $setOnInsert: { until } };
  const count = () =>
    tallies.findOneAndUpdate({ _id: key }, change, { upsert: true }).lean<TallyRecord>().orFail();
  try {
    return await count();
  } catch (error) {
    // Two began the window at once: the other's is there now.
    if (!isDuplicate(error)) throw error;
    return count();
  }
}

/** Takes one back that turned out not to count. */
export async function uncountOne(deps: Source, key: string): Promise<void> {
  await deps.models.tallies.updateOne({ _id: key, count: { $gt: 0 } }, { $inc: { count: -1 } });
}
