import { AsyncLocalStorage } from 'node:async_hooks';

/** Of nobody: no transaction, and nobody's language. */
const outside = AsyncLocalStorage.snapshot();

/** So many reads are on their way at once before those who ask wait for the next. */
const AT_ONCE = 2;
/** One read asks for so many at most. */
const MOST = 100;

type Waiting<V> = { resolve: (found: V | undefined) => void; reject: (error: unknown) => void };

/** See `gathered`; for one source. */
function gathering<V>(read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) {
  const waiting = new Map<string, Waiting<V>[]>();
  let underWay = 0;

  async function next(): Promise<void> {
    const some = [...waiting.entries()].slice(0, MOST);
    for (const [key] of some) waiting.delete(key);
    underWay += 1;
    try {
      const found = await read(some.map(([key]) => key));
      for (const [key, those] of some) for (const { resolve } of those) resolve(found.get(key));
    } catch (error) {
      for (const [, those] of some) for (const { reject } of those) reject(error);
    } finally {
      underWay -= 1;
      if (waiting.size > 0) void next();
    }
  }

  return (key: string): Promise<V | undefined> =>
    new Promise((resolve, reject) => {
      const those = waiting.get(key);
      if (those) those.push({ resolve, reject });
      else waiting.set(key, [{ resolve, reject }]);
      if (underWay < AT_ONCE) void outside(next);
    });
}

/**
 * A read by key which many ask for at once, as when a hall of people signs up: while some reads are on their way the
 * others gather, and are asked for together. Nothing is kept: what one gets was read after they had asked, and is what
 * was found under their own key. It is read outside of any transaction, also for who is in one.
 */
export function gathered<Source extends object, V>(
  read: (source: Source, keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): (source: Source, key: string) => Promise<V | undefined> {
  const bySource = new WeakMap<Source, ReturnType<typeof gathering<V>>>();
  return (source, key) => {
    let ask = bySource.get(source);
    if (!ask) {
      ask = gathering((keys) => read(source, keys));
      bySource.set(source, ask);
    }
    return ask(key);
  };
}
