/**
 * Work on the same key is done one after the other within this process. It keeps rivals for one document from
 * making each other's transactions retry; what must hold is still decided by the database.
 */
export function keyedLocks() {
  const tails = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    tails.set(key, settled);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === settled) tails.delete(key);
    }
  };
}
export type Locks = ReturnType<typeof keyedLocks>;
