import type { Collection } from 'mongoose';

/**
 * One step that brings a database of before to what the code expects. It may be cut off anywhere and is then run again
 * from its start, so it finds by itself what is left to do; on an empty database it does nothing. Once released it
 * stays as it is, and stays in the list.
 */
export type Migration<Deps> = {
  /** The day and what it is about, e.g. `2026-11-30-bookings-by-shift`: migrations run in the order of their ids. */
  id: string;
  description: string;
  run: (deps: Deps) => Promise<void>;
};

/** In the order in which they run. Throws where two have the same id. */
export function inOrder<Deps>(migrations: readonly Migration<Deps>[]): Migration<Deps>[] {
  const sorted = migrations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const twice = sorted.find(({ id }, index) => sorted[index + 1]?.id === id);
  if (twice) throw new Error(`Two migrations have the id ${twice.id}`);
  return sorted;
}

/** Drops those of the named indexes that a collection has. */
export async function dropIndexes(
  collection: Pick<Collection, 'indexes' | 'dropIndex'>,
  names: readonly string[],
): Promise<void> {
  for (const { name } of await collection.indexes())
    if (name && names.includes(name)) await collection.dropIndex(name);
}
