import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** The command was called in a way that it does not know. */
export class UsageError extends Error {}

/** Reads `--name value` options; anything else is a UsageError. */
export function readOptions<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowNegative: true, allowPositionals: false, strict: true }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A path as who typed it means it: npm runs scripts in the package's folder, not in theirs. */
export const pathOption = (path: string) => resolve(process.env.INIT_CWD ?? '.', path);

export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new UsageError(`${name} is missing`);
  return value;
}
