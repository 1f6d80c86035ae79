import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError } from './settings.ts';

const SECRET_MIN = 32;

/** The signing secret: as set, or made once and kept in the data folder, readable by its owner alone. */
export async function signingSecret(given: string | undefined, dataDir: string): Promise<string> {
  if (given) return given;
  const file = path.join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const kept = (await readFile(file, 'utf8')).trim();
  if (kept.length >= SECRET_MIN) return kept;
  throw new SettingsError(
    `The secret in ${file} is empty or too short. Put the right one back, or remove the file: then all are signed out.`,
  );
}
