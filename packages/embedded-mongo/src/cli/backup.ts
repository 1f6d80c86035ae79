import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedMongoError } from '../start-errors.ts';
import { DATA_FILE, publish, sizeOf } from '../storage/data-file.ts';
import { pathOption, readOptions, required } from './options.ts';
import { besides, finishCopy, snapshot, withFolder } from './snapshot.ts';

/** `backup --data DIR --to FILE`: one file, whole and checked before it gets its name. */
export async function backup(args: string[]): Promise<void> {
  const options = readOptions(args, { data: { type: 'string' }, to: { type: 'string' } });
  const dataDir = pathOption(required(options.data, '--data'));
  const file = pathOption(required(options.to, '--to'));
  if (existsSync(file)) throw taken(file);
  await withFolder(besides(file), async (folder) => {
    const copy = await snapshot(dataDir, folder);
    const told = describe(copy);
    if (!publish(copy, file)) throw taken(file);
    console.log(`${file} has ${told}.`);
  });
}

const taken = (file: string) => new EmbeddedMongoError('file_exists', `There is already a file ${file}`);

function describe(file: string): string {
  const sql = new DatabaseSync(file, { readOnly: true });
  const count = (table: string) => Number(sql.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  const told = `${count('collections')} collections, ${count('docs')} documents, ${sizeOf(file)} bytes`;
  sql.close();
  return told;
}

/** `restore --from FILE --data DIR`: only into a folder without data. */
export async function restore(args: string[]): Promise<void> {
  const options = readOptions(args, { from: { type: 'string' }, data: { type: 'string' } });
  const file = pathOption(required(options.from, '--from'));
  const dataDir = pathOption(required(options.data, '--data'));
  if (!sizeOf(file)) throw new EmbeddedMongoError('file_missing', `There is no backup ${file}`);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (readdirSync(dataDir).some((name) => name.startsWith(DATA_FILE))) throw full(dataDir);
  const target = join(dataDir, DATA_FILE);
  await withFolder(join(dataDir, 'restore-'), async (folder) => {
    const copy = join(folder, DATA_FILE);
    await copyFile(file, copy);
    await finishCopy(copy);
    const told = describe(copy);
    if (!publish(copy, target)) throw full(dataDir);
    console.log(`${dataDir} has ${told}.`);
  });
}

const full = (dataDir: string) =>
  new EmbeddedMongoError('data_exists', `The folder ${dataDir} has data already; restore into another one`);
