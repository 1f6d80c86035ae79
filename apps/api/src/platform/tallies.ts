import type { Connection } from 'mongoose';
import * as z from 'zod';
import { asConflict, byPipeline, isDuplicate, modelOn } from './database.ts';
import { schemaOf } from './document-schema.ts';

/** How often something was done within a window of time; kept here, so that a restart does not begin anew. */
const tally = z.strictObject({ _id: z.string(), count: z.number(), until: z.date() });
export type TallyRecord = z.output<typeof tally>;
const tallySchema = schemaOf(tally);
tallySchema.index({ until: 1 }, { expireAfterSeconds: 0 });
export const tallyModels = (connection: Connection) => ({
  tallies: modelOn(connection, 'Tally', tallySchema, 'tallies'),
});

export type TallyModels = ReturnType<typeof tallyModels>;

type Store = { models: TallyModels };
type Source = Store & { clock: () => Date };

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
  const count = () => tallies.findOneAndUpdate({ _id: key }, [next], byPipeline()).lean();
  const counted = await count();
  if (counted) return counted;
  const first: TallyRecord = { _id: key, count: 1, until };
  try {
    await tallies.insertMany([first]);
    return first;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // Another began the window at the same moment. Within a transaction it can be out of sight: as of its beginning,
    // there is no such tally.
    const begun = await count();
    if (begun) return begun;
    throw asConflict(error);
  }
}

/** Takes one back that turned out not to count. */
export async function uncountOne(deps: Store, key: string): Promise<void> {
  await deps.models.tallies.updateOne({ _id: key, count: { $gt: 0 } }, { $inc: { count: -1 } });
}

/** Those of these keys that count in a window which has not ended. */
export const talliesOf = (deps: Source, keys: readonly string[]): Promise<TallyRecord[]> =>
  deps.models.tallies
    .find({ _id: { $in: keys }, until: { $gt: deps.clock() } })
    .lean()
    .exec();

/** Whether anything counts under a key now. */
export const isCounted = async (deps: Source, key: string): Promise<boolean> =>
  (await deps.models.tallies.exists({ _id: key, until: { $gt: deps.clock() } })) !== null;

/** Those whose keys match one of these patterns, also such as have ended. Patterns begin with `^`: they go by the index. */
export const talliesLike = (deps: Store, patterns: readonly string[]): Promise<TallyRecord[]> =>
  deps.models.tallies
    .find({ $or: patterns.map(($regex) => ({ _id: { $regex } })) })
    .lean()
    .exec();

/** Sets a tally to what it is given, whatever it was. */
export async function setTally(deps: Store, { _id, count, until }: TallyRecord): Promise<void> {
  await deps.models.tallies.updateOne({ _id }, { $set: { count, until } }, { upsert: true });
}

/** Begins all keys anew. */
export async function dropTallies(deps: Store, keys: readonly string[]): Promise<void> {
  await deps.models.tallies.deleteMany({ _id: { $in: keys } });
}

/** Begins all keys anew that begin so; the prefix is taken for a pattern. */
export async function dropTalliesUnder(deps: Store, prefix: string): Promise<void> {
  await deps.models.tallies.deleteMany({ _id: { $regex: `^${prefix}` } });
}

/** Counts one more of a key that is kept for `seconds` from now: of two transactions that do, one waits for the other. */
export async function standInLine(deps: Source, key: string, seconds: number): Promise<void> {
  const until = new Date(deps.clock().getTime() + seconds * 1000);
  await deps.models.tallies.updateOne(
    { _id: key },
    { $inc: { count: 1 }, $set: { until } },
    { upsert: true },
  );
}
