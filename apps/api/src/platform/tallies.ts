import { type Connection, Schema } from 'mongoose';
import { isDuplicate, modelOn, type Records } from './database.ts';

/** How often something was done within a window of time; kept here, so that a restart does not begin anew. */
export type TallyRecord = { _id: string; count: number; until: Date };
const tallySchema = new Schema<TallyRecord>(
  { _id: String, count: { type: Number, required: true }, until: { type: Date, required: true } },
  { versionKey: false },
);
tallySchema.index({ until: 1 }, { expireAfterSeconds: 0 });
export const tallyModel = (connection: Connection) => modelOn(connection, 'Tally', tallySchema, 'tallies');

type Source = { models: { tallies: Records<TallyRecord> }; clock: () => Date };

/**
 * Counts one more of `key` in its present window of `seconds`, or as the first of a new one, and returns the count with
 * the window's end. One write, so that parallel requests are all counted.
 */
export async function countOne(deps: Source, key: string, seconds: number): Promise<TallyRecord> {
  const { tallies } = deps.models;
  const now = deps.clock();
  const until = new Date(now.getTime() + seconds * 1000);
  const goesOn = { $gt: ['$until', now] };
  const next = {
    $set: {
      count: { $cond: [goesOn, { $add: ['$count', 1] }, 1] },
      until: { $cond: [goesOn, '$until', until] },
    },
  };
  const count = () => tallies.findOneAndUpdate({ _id: key }, [next], { updatePipeline: true }).lean();
  const counted = await count();
  if (counted) return counted;
  const first: TallyRecord = { _id: key, count: 1, until };
  try {
    await tallies.insertMany([first]);
    return first;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // Another began the window at the same moment.
    return count().orFail();
  }
}

/** Takes one back that turned out not to count. */
export async function uncountOne(deps: Source, key: string): Promise<void> {
  await deps.models.tallies.updateOne({ _id: key, count: { $gt: 0 } }, { $inc: { count: -1 } });
}
