import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DATA_FILE } from './data-file.ts';

/** Brings to the disk what has been committed so far. */
export interface Disk {
  /** Waits for it here; throws what the disk says. */
  now(): void;
  /** Lets the thread go on meanwhile. */
  soon(done: (error?: unknown) => void): void;
  close(): void;
}

/** The threads of the pool may be busy with something else, hashing passwords say: then it is done here after all. */
const PATIENCE_MS = 50;

/**
 * Takes over from SQLite to flush its log after each commit, see `openBatch`: SQLite holds the thread for it, and as
 * Node builds it calls `fsync`, which also writes the file's times. When the log is copied into the data file, and
 * before it is used anew, SQLite flushes by itself as ever. Undefined where there is no log: then each commit is as
 * safe as SQLite makes it.
 */
export function openDisk(sql: DatabaseSync, dataDir: string | undefined): Disk | undefined {
  if (dataDir === undefined || sql.prepare('PRAGMA journal_mode').get()?.journal_mode !== 'wal')
    return undefined;
  const log = openSync(join(dataDir, `${DATA_FILE}-wal`), 'r+');
  sql.exec('PRAGMA synchronous = NORMAL');
  let running = 0;
  let closed = false;
  const closeWhenIdle = () => {
    if (closed && running === 0) closeSync(log);
  };
  return {
    now: () => fdatasyncSync(log),
    soon(done) {
      let over = false;
      const end = (error?: unknown) => {
        clearTimeout(late);
        if (!over) done(error ?? undefined);
        over = true;
      };
      const late = setTimeout(() => {
        try {
          fdatasyncSync(log);
          end();
        } catch (error) {
          end(error);
        }
      }, PATIENCE_MS);
      running++;
      fdatasync(log, (error) => {
        running--;
        end(error);
        closeWhenIdle();
      });
    },
    close() {
      closed = true;
      closeWhenIdle();
    },
  };
}
