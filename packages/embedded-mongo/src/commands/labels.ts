import type { Doc } from '../values/bson.ts';

/** MongoDB's errors of the network, of a change of primary and of a shutdown: the same command may succeed next time. */
const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
/** LockTimeout, WriteConflict, SnapshotUnavailable, PreparedTransactionInProgress. */
const TRANSIENT = new Set([24, 112, 246, 267]);
const NO_SUCH_TRANSACTION = 251;

/**
 * The labels by which a driver decides what to run again: the whole transaction, or the one write. `code` is the
 * command's error, `concernCode` that of its write concern.
 */
export function errorLabels(body: Doc, code: number | undefined, concernCode?: number): string[] {
  const [name] = Object.keys(body);
  const ending = name === 'commitTransaction' || name === 'abortTransaction';
  const inTransaction = body.autocommit === false;
  const retryable = [code, concernCode].some((one) => one !== undefined && RETRYABLE.has(one));
  if (retryable && (inTransaction ? ending : body.txnNumber !== undefined)) return ['RetryableWriteError'];
  if (!inTransaction || code === undefined) return [];
  const transient = TRANSIENT.has(code) || code === NO_SUCH_TRANSACTION || (!ending && retryable);
  return transient ? ['TransientTransactionError'] : [];
}
