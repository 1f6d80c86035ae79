import { constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import { notedUrl } from '../run-folder.ts';
import { EmbeddedMongoError } from '../start-errors.ts';
import { DATA_FILE } from '../storage/data-file.ts';
import { FORMAT } from '../storage/database.ts';
import { damaged, openError } from '../storage/sqlite-errors.ts';

const RENEW_MS = 2000;

/** Runs `work` with a folder that only this user may enter, and that is gone afterwards, also at Ctrl-C. */
export async function withFolder<T>(prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(prefix);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const stop = () => {
    remove();
    process.exit(130);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work(folder);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    remove();
  }
}

/**
 * Copies the data of a folder, as it stands at one moment, to `DATA_FILE` in another folder, checks the copy and makes
 * one plain file of it. A server may be running on the data; nobody waits for it.
 */
export async function snapshot(dataDir: string, folder: string): Promise<string> {
  const source = join(dataDir, DATA_FILE);
  const copy = join(folder, DATA_FILE);
  if (!existsSync(source)) throw new EmbeddedMongoError('data_missing', `There is no data in ${dataDir}`);
  const own = lock(source, dataDir);
  if (own) await backup(own, copy).finally(() => own.close());
  else await copyHeld(dataDir, source, copy);
  await finishCopy(copy);
  return copy;
}

/** Opens a data file that nobody holds; undefined where a server does. */
function lock(file: string, dataDir: string): DatabaseSync | undefined {
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(file);
    sql.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE; COMMIT');
    return sql;
  } catch (error) {
    sql?.close();
    const known = openError(error, file, dataDir);
    if (known instanceof EmbeddedMongoError && known.code === 'data_folder_in_use') return undefined;
    throw known;
  }
}

/** The URL of the server that holds a folder. */
function serverOf(dataDir: string): string {
  const url = notedUrl(dataDir);
  if (url) return url;
  throw new EmbeddedMongoError(
    'data_folder_in_use',
    `The data folder ${dataDir} is in use by a process that can't be reached; it may be starting or ending. Try again, or stop it first`,
  );
}

/** Copies file and log while the server leaves the file alone and only adds to the log. */
async function copyHeld(dataDir: string, source: string, copy: string): Promise<void> {
  const client = await MongoClient.connect(serverOf(dataDir), { serverSelectionTimeoutMS: 5000 });
  const hold = async () => (await client.db('admin').command({ linggongHoldCheckpoints: 1 })).hold as number;
  let lapsed = false;
  const timer = setInterval(() => {
    hold().catch(() => {
      lapsed = true;
    });
  }, RENEW_MS);
  try {
    const first = await hold();
    // The file first: what comes meanwhile is in the log. Of a last write that is half there nothing is taken.
    await copyFile(source, copy, constants.COPYFILE_FICLONE);
    if (existsSync(`${source}-wal`)) await copyFile(`${source}-wal`, `${copy}-wal`);
    if ((await hold()) !== first || lapsed)
      throw new EmbeddedMongoError('backup_failed', 'The server was too busy for a backup; try again');
  } finally {
    clearInterval(timer);
    await client.close();
  }
}

/** Brings the log into the file, checks every page, and waits until the disk has it. */
export async function finishCopy(file: string): Promise<void> {
  let sql: DatabaseSync | undefined;
  try {
    sql = new DatabaseSync(file);
    sql.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE');
    const result = String(Object.values(sql.prepare('PRAGMA integrity_check(1)').get() ?? {})[0]);
    if (result !== 'ok') throw damaged(file, result);
    if (!sql.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get())
      throw damaged(file, 'it is no data file of this database');
    const format = Number(sql.prepare("SELECT value FROM meta WHERE name = 'format'").get()?.value);
    if (!(format >= 1 && format <= FORMAT))
      throw new EmbeddedMongoError(
        'data_format_unknown',
        `The data has format ${format}; this version knows formats up to ${FORMAT}`,
      );
  } catch (error) {
    throw openError(error, file, dirname(file));
  } finally {
    sql?.close();
  }
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

/** The start of a temporary folder's name beside a file, on the same disk. */
export const besides = (file: string) => join(dirname(file), `.${basename(file)}-`);
