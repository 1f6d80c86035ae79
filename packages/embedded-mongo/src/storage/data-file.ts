import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { damaged } from './sqlite-errors.ts';

export const DATA_FILE = 'linggong.sqlite';
export const PAGE_BYTES = 8192;

/** What `fsync` of a file does not promise: that its name is in the folder after a power cut. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  fsyncSync(fd);
  closeSync(fd);
}

/** Gives a finished file its name, if nothing has that name; false where something has. */
export function publish(finished: string, file: string): boolean {
  try {
    linkSync(finished, file);
    rmSync(finished);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // A file system without hard links.
    if (sizeOf(file) !== undefined) return false;
    renameSync(finished, file);
  }
  syncFolder(dirname(file));
  return true;
}

/** The size of a file in bytes, undefined where there is none. */
export const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size;

/**
 * Finds the data file of a folder. A missing one is made by `create` beside it and put there whole, so that a file
 * that is empty, or that has only its log, has been damaged and is never taken for a new one.
 */
export function findDataFile(dataDir: string, create: (file: string) => void) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, DATA_FILE);
  const size = sizeOf(file);
  const log = sizeOf(`${file}-wal`) ?? 0;
  if (size === 0) throw damaged(file, 'it is empty');
  if (size !== undefined && log === 0 && size % PAGE_BYTES !== 0) throw damaged(file, 'its end is missing');
  if (size === undefined) {
    if (log > 0) throw damaged(file, 'only its log is there');
    const fresh = `${file}.${randomBytes(6).toString('hex')}`;
    closeSync(openSync(fresh, 'wx', 0o600));
    try {
      create(fresh);
      publish(fresh, file);
    } finally {
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${fresh}${end}`, { force: true });
    }
  }
  return { file, size: size ?? 0, unclean: log > 0 };
}
