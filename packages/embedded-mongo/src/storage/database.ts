import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedMongoError } from '../start-errors.ts';
import { DATA_FILE, findDataFile, PAGE_BYTES } from './data-file.ts';
import { CHECKPOINT_PAGES } from './hold.ts';
import { rebuildEntries } from './rebuild.ts';
import { damaged, openError } from './sqlite-errors.ts';

/**
 * Raised whenever the tables or the key encoding change in a way that older code can't read. Data of an older format
 * is brought to this one as it is opened.
 */
export const FORMAT = 3;

const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE collections (id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, options BLOB NOT NULL,
    UNIQUE (db, name));
  CREATE TABLE indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
  CREATE TABLE docs (rid INTEGER PRIMARY KEY, doc BLOB NOT NULL);
  CREATE TABLE entries (idx INTEGER NOT NULL, key BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (idx, key, rid)) WITHOUT ROWID;
  CREATE TABLE sessions (lsid TEXT PRIMARY KEY, state BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
`;

/** What is read whole at a start: a file up to this many bytes, or that many where the last end was not in order. */
const QUICK_CHECK_BYTES = 64 * 1024 * 1024;
const QUICK_CHECK_BYTES_UNCLEAN = 256 * 1024 * 1024;

const SETTINGS = `
  PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;
  PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
`;

/**
 * Opens the one SQLite database that holds everything; in memory without a folder. SQLite's own lock on the file
 * keeps other processes out and dies with its owner, so a crash leaves nothing to clean up.
 * Throws EmbeddedMongoError `data_folder_in_use`, `data_format_unknown`, `data_file_damaged`, `data_folder_unusable`.
 */
export function openDatabase(dataDir: string | undefined): DatabaseSync {
  if (dataDir === undefined) return newDatabase(':memory:');
  let sql: DatabaseSync | undefined;
  let name = join(dataDir, DATA_FILE);
  try {
    const { file, size, unclean } = findDataFile(dataDir, (fresh) => newDatabase(fresh).close());
    name = file;
    sql = new DatabaseSync(file);
    sql.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 0');
    sql.exec(SETTINGS);
    sql.exec('BEGIN EXCLUSIVE');
    if (size <= (unclean ? QUICK_CHECK_BYTES_UNCLEAN : QUICK_CHECK_BYTES)) checkPages(sql, file);
    bringToFormat(sql, file);
    sql.exec('COMMIT');
    return sql;
  } catch (error) {
    sql?.close();
    throw openError(error, name, dataDir);
  }
}

function newDatabase(file: string): DatabaseSync {
  const sql = new DatabaseSync(file);
  sql.exec(SETTINGS);
  sql.exec(SCHEMA);
  sql.prepare("INSERT INTO meta VALUES ('format', ?)").run(FORMAT);
  return sql;
}

/** Reads every page and follows every tree. */
function checkPages(sql: DatabaseSync, file: string): void {
  const result = String(Object.values(sql.prepare('PRAGMA quick_check(1)').get() ?? {})[0]);
  if (result !== 'ok') throw damaged(file, result);
}

function bringToFormat(sql: DatabaseSync, file: string): void {
  if (!sql.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get())
    throw damaged(file, 'it is no data file of this database');
  const format = Number(sql.prepare("SELECT value FROM meta WHERE name = 'format'").get()?.value);
  if (format === FORMAT) return;
  if (!(format >= 1 && format < FORMAT))
    throw new EmbeddedMongoError(
      'data_format_unknown',
      `The data in ${file} has format ${format}; this version reads format ${FORMAT}. Use the version that wrote it`,
    );
  // Format 1 encoded keys in another way, format 2 those of references; the documents are the same.
  rebuildEntries(sql);
  sql.prepare("UPDATE meta SET value = ? WHERE name = 'format'").run(FORMAT);
}
