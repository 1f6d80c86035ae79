import type { PassDeps } from '../code-keys.ts';
import type { CodeRecord } from '../model.ts';

type Source = Pick<PassDeps, 'models'>;
type Timed = Pick<PassDeps, 'models' | 'clock'>;

/** The code of a key, and those that it had; null: there was none lately. */
export const codeByKey = (deps: Source, key: string): Promise<CodeRecord | null> =>
  deps.models.codes.findById(key).lean().exec();

/** As `codeByKey`, where somebody can sign in with it now. */
export const goodCodeByKey = (deps: Timed, key: string): Promise<CodeRecord | null> =>
  deps.models.codes
    .findOne({ _id: key, goodUntil: { $gt: deps.clock() } })
    .lean()
    .exec();

/**
 * Puts a code in the place of the one that was `known`. Fails as a duplicate where that was used up, or one was made,
 * by another at the same moment.
 */
export const replaceCode = (
  deps: Source,
  { _id, ...code }: CodeRecord,
  known: Pick<CodeRecord, 'nonce'> | null,
) => deps.models.codes.updateOne({ _id, nonce: known?.nonce ?? null }, { $set: code }, { upsert: true });

/** Uses a code up, which then is one that its key had. False where another was faster. */
export async function useCodeUp(
  deps: Source,
  { _id, nonce }: Pick<CodeRecord, '_id' | 'nonce'>,
  past: readonly string[],
): Promise<boolean> {
  const { modifiedCount } = await deps.models.codes.updateOne(
    { _id, nonce },
    { $set: { nonce: null, past } },
  );
  return modifiedCount === 1;
}

/** A pass: no code belongs to it, it is good for being there. */
export const addPass = (deps: Source, key: string, { madeAt, until }: { madeAt: Date; until: Date }) =>
  deps.models.codes.insertMany([
    { _id: key, nonce: null, madeAt, goodUntil: until, past: [], expiresAt: until },
  ]);

/** Uses a pass up. False where it was, or is over. */
export async function usePassUp(deps: Timed, key: string): Promise<boolean> {
  const { deletedCount } = await deps.models.codes.deleteOne({
    _id: key,
    goodUntil: { $gt: deps.clock() },
  });
  return deletedCount === 1;
}
