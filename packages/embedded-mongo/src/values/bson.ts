import {
  calculateObjectSize,
  DBRef,
  type DeserializeOptions,
  Double,
  deserialize,
  Int32,
  Long,
  ObjectId,
  serialize,
  setInternalBufferSize,
} from 'bson';
import { MongoError } from '../errors.ts';
import { readDocument } from './decode.ts';
import { anyOrder, entriesOf, hasOrder, namesOf, setField } from './order.ts';

export type Doc = Record<string, unknown>;

/** The largest document MongoDB stores. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
/** An answer's limit, below that of a message. */
const MAX_WIDE_BYTES = 40 * 1024 * 1024;
const MAX_DEPTH = 180;

/** How the library reads documents: every BSON type but int32 and double keeps its class. */
const TYPED = {
  promoteLongs: false,
  promoteBuffers: false,
  bsonRegExp: true,
  validation: { utf8: false },
} as const;

/** Reads a document for matching: int32 and double both become numbers; every other type keeps its class. */
export const decode = (bytes: Uint8Array): Doc => readDocument(bytes, 'typed') ?? byLibrary(bytes, TYPED);

/**
 * Reads a document so that `encode` gives back the same types: a whole double in int32 range stays a `Double`,
 * since a bare number of that kind is written as int32.
 */
export const decodeExact = (bytes: Uint8Array): Doc =>
  readDocument(bytes, 'exact') ?? (unwrap(byLibrary(bytes, { ...TYPED, promoteValues: false }), 0) as Doc);

/** Reads a document as plain numbers wherever they are exact: the shape that the aggregation library computes with. */
export const decodePlain = (bytes: Uint8Array): Doc =>
  readDocument(bytes, 'plain') ?? byLibrary(bytes, { ...TYPED, promoteLongs: true });

const byLibrary = (bytes: Uint8Array, options: DeserializeOptions): Doc =>
  withoutReferences(deserialize(bytes, options)) as Doc;

/** The library makes objects of its own of references (DBRef); to MongoDB they are documents like others. */
function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (value instanceof DBRef) {
    const { collection: $ref, oid: $id, db, fields } = value;
    return withoutReferences({ $ref, $id, ...(db !== undefined && { $db: db }), ...fields });
  }
  if (isPlain(value))
    for (const key of Object.keys(value)) setField(value, key, withoutReferences(value[key]));
  return value;
}

function unwrap(value: unknown, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth > MAX_DEPTH)
    throw new MongoError('BadValue', `Document is nested deeper than ${MAX_DEPTH} levels`);
  if (value instanceof Int32) return value.value;
  if (value instanceof Double) return isInt32(value.value) ? value : value.value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = unwrap(value[i], depth + 1);
    return value;
  }
  if (isPlain(value)) {
    for (const key of Object.keys(value)) {
      const before = value[key];
      const after = unwrap(before, depth + 1);
      if (after !== before) value[key] = after;
    }
  }
  return value;
}

const WRITE_OPTIONS = { ignoreUndefined: false, checkKeys: false } as const;

/** Writes a document; over 16 MB it throws as MongoDB does. */
export function encode(doc: Doc): Uint8Array {
  const bytes = encodeUpTo(MAX_DOCUMENT_BYTES, doc);
  if (bytes.length > MAX_DOCUMENT_BYTES) throw tooLarge(bytes.length);
  return bytes;
}

/** Writes what is not a document to keep: an answer, or a note with a document in it, which may be larger. */
export const encodeWide = (doc: Doc): Uint8Array => encodeUpTo(MAX_WIDE_BYTES, doc);

function encodeUpTo(limit: number, doc: Doc): Uint8Array {
  const ordered = anyOrder() ? (inOrder(doc) as Doc) : doc;
  try {
    return serialize(ordered, WRITE_OPTIONS);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // It did not fit into the library's buffer of 17 MB.
    const size = calculateObjectSize(ordered, { ignoreUndefined: false });
    if (size > limit) throw tooLarge(size);
    setInternalBufferSize(size + 1024);
    return serialize(ordered, WRITE_OPTIONS);
  }
}

/** The same with every document that has an order of its own as a map in that order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isPlain(value)) return value;
  const fields = entriesOf(value).map(([name, field]): [string, unknown] => [name, inOrder(field)]);
  return hasOrder(value) ? new Map(fields) : Object.fromEntries(fields);
}

export const tooLarge = (size: number) =>
  new MongoError(
    'BSONObjectTooLarge',
    `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
  );

export const isInt32 = (n: number) => (n | 0) === n && !Object.is(n, -0);

/** An embedded document, as opposed to an array or a BSON value type. */
export const isPlain = (value: unknown): value is Doc =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(
    '_bsontype' in value &&
    typeof value._bsontype === 'string' &&
    Object.getPrototypeOf(value) !== Object.prototype
  ) &&
  !(value instanceof Date) &&
  !ArrayBuffer.isView(value) &&
  !(value instanceof RegExp);

/** A number of any BSON type. */
export const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'bigint' || NUMERIC.has(bsonType(value));

const NUMERIC = new Set<unknown>(['Int32', 'Double', 'Long', 'Decimal128']);

/** The class name of a BSON value type, undefined for everything else. */
export const bsonType = (value: unknown): string | undefined =>
  typeof value === 'object' &&
  value !== null &&
  '_bsontype' in value &&
  Object.getPrototypeOf(value) !== Object.prototype
    ? String(value._bsontype)
    : undefined;

/** A numeric option of a command as a number; undefined when absent. */
export function toNumber(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value;
  if (value instanceof Long) return value.toNumber();
  if (typeof value === 'bigint' || isNumeric(value)) return Number(String(value));
  return undefined;
}

/** A deep copy; BSON value types are immutable here and shared. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map(clone) as T;
  if (!isPlain(value)) return value;
  const out: Doc = {};
  for (const name of namesOf(value)) setField(out, name, clone(value[name]));
  return out as T;
}

export const newId = () => new ObjectId();
