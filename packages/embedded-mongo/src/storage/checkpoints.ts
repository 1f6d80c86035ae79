import type { DatabaseSync } from 'node:sqlite';
import { isStorageError } from './sqlite-errors.ts';

/** Nobody has asked for something for so long. */
const IDLE_MS = 10;
/** So many rows written are worth the flushes that a checkpoint costs: two, and one with the first write after it. */
const WORTH_ROWS = 2000;

/**
 * Writes the log into the data file in a moment when nobody asks for anything. Where none comes, SQLite does it within
 * the commit that makes the log longer than it may be, and a client waits for it.
 */
export function openCheckpoints(
  sql: DatabaseSync,
  /** `asked`: how often somebody has asked so far; `may`: nothing is being written, and nobody copies the data file. */
  { asked, may }: { asked: () => number; may: () => boolean },
) {
  const changes = sql.prepare('SELECT total_changes() AS rows');
  const rows = () => Number(changes.get()!.rows);
  let timer: NodeJS.Timeout | undefined;
  let before = asked();
  let written = rows();

  function look(): void {
    timer = undefined;
    const idle = asked() === before && may();
    before = asked();
    if (rows() - written < WORTH_ROWS) return;
    if (!idle) {
      noted();
      return;
    }
    written = rows();
    try {
      sql.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch (error) {
      // All of it stays in the log. Where the disk is full, clients are told by their own writes.
      if (!isStorageError(error)) throw error;
    }
  }

  function noted(): void {
    timer ??= setTimeout(look, IDLE_MS).unref();
  }

  return {
    /** Something is written. */
    noted,
    end: () => clearTimeout(timer),
  };
}
