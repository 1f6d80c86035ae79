import type { Deps } from '../../../deps.ts';
import { isDuplicate } from '../../../platform/database.ts';
import type { TextRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

/** The place among the day's texts that a message took; null: none yet. */
export const textOf = (deps: Source, messageId: string): Promise<TextRecord | null> =>
  deps.models.texts.findOne({ messageId }).lean().exec();

/** Takes a place among the day's texts, whichever process asks; false where it is taken. */
export async function takeTextPlace(deps: Source, place: TextRecord): Promise<boolean> {
  try {
    await deps.models.texts.insertMany([place]);
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return false;
  }
}
