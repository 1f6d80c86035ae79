import type { Together } from './together.ts';

/** In all; small beside what SQLite itself keeps of the file. */
const MAX_BYTES = 16 * 1024 * 1024;

type Entries = NonNullable<ReturnType<Together>>;

/**
 * Keeps what long scans read until something is written to the collection, since fetching the documents is most of
 * such a scan. The oldest collections give way; one that is larger than all of it is not kept.
 */
export function openScanCache(read: Together) {
  const collections = new Map<number, { chunks: Map<string, Entries>; bytes: number }>();
  const tooLarge = new Set<number>();
  let total = 0;

  function forget(collection: number): void {
    total -= collections.get(collection)?.bytes ?? 0;
    collections.delete(collection);
  }

  function keep(collection: number, key: string, entries: Entries): void {
    if (tooLarge.has(collection)) return;
    const kept = collections.get(collection) ?? { chunks: new Map<string, Entries>(), bytes: 0 };
    const bytes = entries.reduce((sum, { doc }) => sum + doc.length, 0);
    kept.chunks.set(key, entries);
    kept.bytes += bytes;
    total += bytes;
    collections.set(collection, kept);
    if (kept.bytes > MAX_BYTES) {
      forget(collection);
      tooLarge.add(collection);
    }
    for (const oldest of collections.keys()) {
      if (total <= MAX_BYTES) break;
      forget(oldest);
    }
  }

  return {
    /** As `read`. The documents may be given again to others: nobody may change them. */
    read(collection: number, from: number, to: number, limit: number): Entries | undefined {
      const key = `${from}:${limit}`;
      const known = collections.get(collection)?.chunks.get(key);
      if (known) return known;
      const entries = read(from, to, limit);
      if (entries) keep(collection, key, entries);
      return entries;
    },
    /** Something was written to the collection. */
    changed(collection: number): void {
      forget(collection);
      tooLarge.delete(collection);
    },
    /** Something may have been taken back. */
    clear(): void {
      collections.clear();
      tooLarge.clear();
      total = 0;
    },
  };
}
