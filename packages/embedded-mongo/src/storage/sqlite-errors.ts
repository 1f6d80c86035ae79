import { MongoError } from '../errors.ts';
import { EmbeddedMongoError } from '../start-errors.ts';

const BUSY = 5;
const CORRUPT = 11;
const FULL = 13;
const NOT_A_DATABASE = 26;

/** SQLite's primary result code of an error; undefined where it is none of SQLite's. */
function resultCode(error: unknown): number | undefined {
  const { code, errcode } = error as { code?: unknown; errcode?: number };
  return code === 'ERR_SQLITE_ERROR' ? (errcode ?? 1) & 0xff : undefined;
}

export const isStorageError = (error: unknown): boolean => resultCode(error) !== undefined;

/** What a client is told of an error of the disk; undefined for every other error. */
export function storageError(error: unknown): MongoError | undefined {
  const code = resultCode(error);
  if (code === FULL)
    return new MongoError(
      'OutOfDiskSpace',
      'The disk is full: nothing can be written until there is room again',
    );
  if (code === CORRUPT || code === NOT_A_DATABASE)
    return new MongoError(
      'DataCorruptionDetected',
      'The data file is damaged: run `npm run embedded-mongo -- check`, and restore the last backup',
    );
  return undefined;
}

export const damaged = (file: string, what: string) =>
  new EmbeddedMongoError(
    'data_file_damaged',
    `The data file ${file} is damaged: ${what.replaceAll(/\s+/g, ' ')}. Move its folder away and restore the last backup with: npm run embedded-mongo -- restore --from BACKUP --data DIR`,
  );

/** Why a data file could not be opened. */
export function openError(error: unknown, file: string, dataDir: string): unknown {
  const code = resultCode(error);
  const { message } = error as Error;
  if (code === BUSY)
    return new EmbeddedMongoError(
      'data_folder_in_use',
      `The data folder ${dataDir} is in use by another process`,
    );
  if (code === CORRUPT || code === NOT_A_DATABASE) return damaged(file, message);
  if (error instanceof EmbeddedMongoError) return error;
  return new EmbeddedMongoError(
    'data_folder_unusable',
    `The data folder ${dataDir} can't be used: ${message}`,
  );
}
