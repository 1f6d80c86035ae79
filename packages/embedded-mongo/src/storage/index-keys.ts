import { MongoError } from '../errors.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { encodeKey } from '../values/key.ts';
import { isIndex } from '../values/path.ts';
import type { Index } from './index-spec.ts';

export interface IndexKeys {
  keys: Uint8Array[];
  /** The values behind `keys[0]`, for the duplicate key message. */
  values: unknown[][];
  /** Bit i: an array was met on the path of field i. */
  multikey: number;
}

const NONE: IndexKeys = { keys: [], values: [], multikey: 0 };

/** The keys under which a document stands in an index: several where a path meets an array, none where it is left out. */
export function keysOf(index: Index, doc: Doc): IndexKeys {
  if (index.partial && !index.partial.matches(doc)) return NONE;
  const state = { rows: [] as unknown[][], multikey: 0, found: false };
  expand(
    index.fields.map((field) => ({ at: doc as unknown, parts: field.parts, from: 0, done: false })),
    state,
  );
  if (index.sparse && !state.found) return NONE;
  if (state.rows.length === 1)
    return {
      keys: [encodeKey(state.rows[0]!, index.directions)],
      values: state.rows,
      multikey: state.multikey,
    };
  const keys = new Map<string, { key: Uint8Array; row: unknown[] }>();
  for (const row of state.rows) {
    const key = encodeKey(row, index.directions);
    keys.set(Buffer.from(key.buffer, key.byteOffset, key.length).toString('latin1'), { key, row });
  }
  const unique = [...keys.values()];
  return {
    keys: unique.map((one) => one.key),
    values: unique.map((one) => one.row),
    multikey: state.multikey,
  };
}

interface Walk {
  at: unknown;
  parts: string[];
  from: number;
  /** The value is final: `at`. */
  done: boolean;
}

/** Walks all paths to the first array; the paths that meet it go through its elements together. */
function expand(walks: Walk[], state: { rows: unknown[][]; multikey: number; found: boolean }): void {
  let array: unknown[] | undefined;
  const next = walks.map((walk) => {
    if (walk.done) return walk;
    let { at, from } = walk;
    for (; from < walk.parts.length; from++) {
      const part = walk.parts[from]!;
      if (Array.isArray(at)) {
        if (!isIndex(part)) break;
        at = at[Number(part)];
      } else at = isPlain(at) && Object.hasOwn(at, part) ? at[part] : undefined;
    }
    return { ...walk, at, from, done: from === walk.parts.length && !Array.isArray(at) };
  });
  for (const walk of next) {
    if (walk.done) continue;
    if (array && array !== walk.at)
      throw new MongoError('CannotIndexParallelArrays', 'cannot index parallel arrays');
    array = walk.at as unknown[];
  }
  if (!array) {
    state.rows.push(next.map(({ at }) => (at === undefined ? null : at)));
    if (next.some(({ at }) => at !== undefined)) state.found = true;
    return;
  }
  next.forEach((walk, i) => {
    if (!walk.done) state.multikey |= 1 << i;
  });
  if (array.length === 0) {
    state.found = true;
    state.rows.push(
      next.map((walk) =>
        walk.done ? (walk.at ?? null) : walk.from === walk.parts.length ? undefined : null,
      ),
    );
    return;
  }
  for (const item of array)
    expand(
      next.map((walk) => {
        if (walk.done) return walk;
        if (walk.from === walk.parts.length) return { ...walk, at: item, done: true };
        return { ...walk, at: isPlain(item) ? item : undefined };
      }),
      state,
    );
}

/** MongoDB's text for a value in a duplicate key message. */
function printValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === undefined) return 'undefined';
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[ ${value.map(printValue).join(', ')} ]`;
  if (isPlain(value))
    return `{ ${Object.entries(value)
      .map(([name, field]) => `${name}: ${printValue(field)}`)
      .join(', ')} }`;
  if (typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'ObjectId')
    return `ObjectId('${String(value)}')`;
  return String(value);
}

/** The error for a second document under one key of a unique index. */
export function duplicateKey(namespace: string, index: Index, values: readonly unknown[]): MongoError {
  const pairs = index.fields.map((field, i) => `${field.path}: ${printValue(values[i])}`).join(', ');
  const keyValue = Object.fromEntries(index.fields.map((field, i) => [field.path, values[i] ?? null]));
  return new MongoError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${pairs} }`,
    { keyPattern: index.spec.key, keyValue },
  );
}
