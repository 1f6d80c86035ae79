import type { Deps } from '../../../deps.ts';
import type { ActRecord, EntryRecord, NameCountRecord } from '../model.ts';

type Register = {
  entries: readonly EntryRecord[];
  acts: readonly ActRecord[];
  nameCounts: readonly NameCountRecord[];
};

/** Entries with their trail, and how often each name was given, of people that are laid in already; for the demo. */
export async function layInRegister(
  { models }: Pick<Deps, 'models'>,
  { entries, acts, nameCounts }: Register,
): Promise<void> {
  await models.entries.insertMany([...entries]);
  await models.acts.insertMany([...acts]);
  await models.nameCounts.insertMany([...nameCounts]);
}
