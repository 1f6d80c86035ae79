import type { DatabaseSync } from 'node:sqlite';
import { MongoError } from '../errors.ts';
import { storageError } from './sqlite-errors.ts';

/**
 * Group commit: all writes of one turn of the event loop share one SQLite transaction. `settled` resolves when
 * everything written so far is on disk, and only then may a client be answered. `written` is called for each write.
 */
export function openBatch(
  sql: DatabaseSync,
  hooks: { written: () => void; beforeCommit: () => void; failed: (error: unknown) => void },
) {
  let open: { done: Promise<void>; resolve: () => void; reject: (error: unknown) => void } | undefined;
  let failures = 0;
  let lastError: unknown;
  let stopped: unknown;

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

  /**
   * Gives up everything written since the last commit; whoever waits for it gets the error. Where not even that is
   * possible, nothing is written any more until the next start.
   */
  function abort(error: unknown): void {
    const batch = open;
    open = undefined;
    failures++;
    lastError = error;
    try {
      if (sql.isTransaction) sql.exec('ROLLBACK');
      hooks.failed(error);
    } catch (cause) {
      stopped = cause;
    }
    batch?.reject(error);
  }

  /** What the disk said where a batch was given up since there were `since` of them. */
  const lost = (since: number): MongoError | undefined =>
    failures === since
      ? undefined
      : (storageError(lastError) ?? new MongoError('InternalError', String(lastError)));

  return {
    abort,
    /** Call before the first write of any command; cheap when a batch is open. */
    begin(): void {
      hooks.written();
      if (open) return;
      if (stopped !== undefined) throw stopped;
      sql.exec('BEGIN IMMEDIATE');
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      promise.catch(() => undefined);
      open = { done: promise, resolve, reject };
      setImmediate(flush);
    },
    settled: (): Promise<void> | undefined => open?.done,
    /** How many batches have been given up. */
    failures: () => failures,
    lost,
    /** Throws where a batch was given up since there were `since` of them: a command's earlier writes may be lost. */
    mustHold(since: number): void {
      const error = lost(since);
      if (error) throw error;
    },
    /** SQLite has ended the transaction by itself. */
    torn: () => open !== undefined && !sql.isTransaction,
    flush,
  };
}

export type Batch = ReturnType<typeof openBatch>;
