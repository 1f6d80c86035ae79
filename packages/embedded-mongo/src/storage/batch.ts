import type { DatabaseSync } from 'node:sqlite';

/**
 * Group commit: all writes of one turn of the event loop share one SQLite transaction. `settled` resolves when
 * everything written so far is on disk, and only then may a client be answered.
 */
export function openBatch(
  sql: DatabaseSync,
  hooks: { beforeCommit: () => void; failed: (error: unknown) => void },
) {
  let open: { done: Promise<void>; resolve: () => void; reject: (error: unknown) => void } | undefined;

  function flush(): void {
    const batch = open;
    if (!batch) return;
    try {
      hooks.beforeCommit();
      sql.exec('COMMIT');
    } catch (error) {
      abort(error);
      return;
    }
    open = undefined;
    batch.resolve();
  }

  /** Gives up everything written since the last commit; whoever waits for it gets the error. */
  function abort(error: unknown): void {
    const batch = open;
    open = undefined;
    if (sql.isTransaction) sql.exec('ROLLBACK');
    hooks.failed(error);
    batch?.reject(error);
  }

  return {
    abort,
    /** Call before the first write of any command; cheap when a batch is open. */
    begin(): void {
      if (open) return;
      sql.exec('BEGIN IMMEDIATE');
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      promise.catch(() => undefined);
      open = { done: promise, resolve, reject };
      setImmediate(flush);
    },
    settled: (): Promise<void> | undefined => open?.done,
    flush,
  };
}

export type Batch = ReturnType<typeof openBatch>;
