import type { DatabaseSync } from 'node:sqlite';
import { MongoError } from '../errors.ts';

/** The log is written into the data file when it has this many pages, 32 MB, at the latest; see `openCheckpoints`. */
export const CHECKPOINT_PAGES = 4000;

/** A hold that is not renewed for so long ends; whoever asked for it is gone. */
const HOLD_MS = 10_000;

/**
 * Keeps SQLite from touching the data file while somebody copies it: everything new goes to the end of the log beside
 * it. So the file, and after it the log, can be read by another process at leisure, and no writer waits.
 */
export function openHold(sql: DatabaseSync, flush: () => void) {
  let id = 0;
  let timer: NodeJS.Timeout | undefined;

  function end(): void {
    clearTimeout(timer);
    timer = undefined;
    sql.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  }

  return {
    end,
    active: () => timer !== undefined,
    /** Begins a hold or prolongs it. The same number means that it has not lapsed in between. */
    renew(): number {
      if (timer === undefined) {
        flush();
        // From an empty log on, nothing in it is ever written over.
        const row = sql.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
        if (row?.busy !== 0) throw new MongoError('CannotBackup', 'The data file is busy; try again');
        sql.exec('PRAGMA wal_autocheckpoint = 0');
        id++;
      }
      clearTimeout(timer);
      timer = setTimeout(end, HOLD_MS);
      timer.unref();
      return id;
    },
  };
}
