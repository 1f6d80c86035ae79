import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedMongoError } from '../start-errors.ts';
import { rebuildEntries } from './rebuild.ts';

/**
 * Raised whenever the tables or the key encoding change in a way that older code can't read. Data of an older format
 * is brought to this one as it is opened.
 */
export const FORMAT = 2;

const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE collections (id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL, options BLOB NOT NULL,
    UNIQUE (db, name));
  CREATE TABLE indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, spec BLOB NOT NULL, multikey INTEGER NOT NULL);
  CREATE TABLE docs (rid INTEGER PRIMARY KEY, doc BLOB NOT NULL);
  CREATE TABLE entries (idx INTEGER NOT NULL, key BLOB NOT NULL, rid INTEGER NOT NULL, PRIMARY KEY (idx, key, rid)) WITHOUT ROWID;
  CREATE TABLE sessions (lsid TEXT PRIMARY KEY, state BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
`;

/**
 * Opens the one SQLite database that holds everything; in memory without a folder. SQLite's own lock on the file
 * keeps other processes out and dies with its owner, so a crash leaves nothing to clean up.
 */
export function openDatabase(dataDir: string | undefined): DatabaseSync {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const sql = new DatabaseSync(dataDir === undefined ? ':memory:' : join(dataDir, 'linggong.sqlite'));
  try {
    sql.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 0');
    sql.exec(
      'PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF',
    );
    sql.exec('PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 2000');
    sql.exec('BEGIN EXCLUSIVE');
    prepareSchema(sql, dataDir ?? ':memory:');
    sql.exec('COMMIT');
    return sql;
  } catch (error) {
    sql.close();
    if ((error as { errcode?: number }).errcode === 5)
      throw new EmbeddedMongoError(
        'data_folder_in_use',
        `The data folder ${dataDir} is in use by another process`,
      );
    if ((error as { errcode?: number }).errcode === 26)
      throw new EmbeddedMongoError(
        'data_file_unreadable',
        `The file in ${dataDir} is not a data file of this database`,
      );
    throw error;
  }
}

function prepareSchema(sql: DatabaseSync, where: string): void {
  if (!sql.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get()) {
    sql.exec(SCHEMA);
    sql.prepare("INSERT INTO meta VALUES ('format', ?)").run(FORMAT);
    return;
  }
  const format = Number(sql.prepare("SELECT value FROM meta WHERE name = 'format'").get()?.value);
  if (format === FORMAT) return;
  if (format !== 1)
    throw new EmbeddedMongoError(
      'data_format_unknown',
      `The data in ${where} has format ${format}; this version reads format ${FORMAT}. Use the version that wrote it`,
    );
  // The keys of format 1 have another encoding; the documents are the same.
  rebuildEntries(sql);
  sql.prepare("UPDATE meta SET value = ? WHERE name = 'format'").run(FORMAT);
}
