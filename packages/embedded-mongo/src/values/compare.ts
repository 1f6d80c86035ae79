import { Binary, BSONRegExp, Decimal128, Double, Int32, Long, type ObjectId, type Timestamp } from 'bson';
import { bsonType, type Doc } from './bson.ts';
import { compareExactly, nearest } from './number-order.ts';
import { namesOf } from './order.ts';

/** The places of the BSON types in MongoDB's comparison order; also the first byte of an index key. */
export const RANK = {
  MinKey: 1,
  undefined: 5,
  null: 10,
  number: 20,
  string: 30,
  object: 40,
  array: 50,
  binary: 60,
  objectId: 70,
  boolean: 80,
  date: 90,
  timestamp: 100,
  regex: 110,
  code: 120,
  MaxKey: 250,
} as const;

/** The rank of a value's type. */
export function rankOf(value: unknown): number {
  switch (typeof value) {
    case 'undefined':
      return RANK.undefined;
    case 'number':
    case 'bigint':
      return RANK.number;
    case 'string':
      return RANK.string;
    case 'boolean':
      return RANK.boolean;
  }
  if (value === null) return RANK.null;
  if (Array.isArray(value)) return RANK.array;
  if (value instanceof Date) return RANK.date;
  if (value instanceof RegExp) return RANK.regex;
  if (ArrayBuffer.isView(value)) return RANK.binary;
  return BY_CLASS[bsonType(value) ?? ''] ?? RANK.object;
}

const BY_CLASS: Record<string, number> = {
  ObjectId: RANK.objectId,
  Int32: RANK.number,
  Double: RANK.number,
  Long: RANK.number,
  Decimal128: RANK.number,
  Binary: RANK.binary,
  BSONRegExp: RANK.regex,
  Timestamp: RANK.timestamp,
  BSONSymbol: RANK.string,
  Code: RANK.code,
  MinKey: RANK.MinKey,
  MaxKey: RANK.MaxKey,
};

/** MongoDB's order over all BSON values. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  const rank = rankOf(a);
  const other = rankOf(b);
  if (rank !== other) return rank < other ? -1 : 1;
  switch (rank) {
    case RANK.number:
      return compareNumeric(a, b);
    case RANK.string:
      return compareStrings(String(a), String(b));
    case RANK.object:
      return compareObjects(a as Doc, b as Doc);
    case RANK.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case RANK.binary:
      return compareBinary(a, b);
    case RANK.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case RANK.boolean:
      return Number(a) - Number(b);
    case RANK.date:
      return Math.sign((a as Date).getTime() - (b as Date).getTime());
    case RANK.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    case RANK.regex: {
      const [x, y] = [regexParts(a), regexParts(b)];
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options);
    }
    case RANK.code:
      return compareStrings(JSON.stringify(a), JSON.stringify(b));
    default:
      return 0;
  }
}

export const equal = (a: unknown, b: unknown): boolean => compare(a, b) === 0;

/** NaN sorts below every other number and equals itself. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

function compareNumeric(a: unknown, b: unknown): number {
  if (a instanceof Decimal128 || b instanceof Decimal128) return compareExactly(a, b);
  const [x, y] = [exact(a), exact(b)];
  if (typeof x === 'number' && typeof y === 'number') return compareNumbers(x, y);
  if (Number.isNaN(x)) return -1;
  if (Number.isNaN(y)) return 1;
  return x < y ? -1 : x > y ? 1 : 0;
}

/** A number, or a bigint where a long has no exact double; the nearest double of a decimal. */
export function exact(value: unknown): number | bigint {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) {
    const n = value.toNumber();
    return Number.isSafeInteger(n) ? n : value.toBigInt();
  }
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return nearest(value);
}

/** By UTF-8 bytes, which is by code point: a surrogate pair comes after every single unit. */
export function compareStrings(a: string, b: string): number {
  const size = Math.min(a.length, b.length);
  for (let i = 0; i < size; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const [high, low] = [isSurrogate(x), isSurrogate(y)];
      if (high !== low) return high ? 1 : -1;
      return x < y ? -1 : 1;
    }
  }
  return a.length - b.length;
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;

function compareObjects(a: Doc, b: Doc): number {
  const keys = namesOf(a);
  const others = namesOf(b);
  const size = Math.min(keys.length, others.length);
  for (let i = 0; i < size; i++) {
    const [x, y] = [a[keys[i]!], b[others[i]!]];
    const order = rankOf(x) - rankOf(y) || compareStrings(keys[i]!, others[i]!) || compare(x, y);
    if (order !== 0) return order;
  }
  return keys.length - others.length;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const size = Math.min(a.length, b.length);
  for (let i = 0; i < size; i++) {
    const order = compare(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareBinary(a: unknown, b: unknown): number {
  const [x, y] = [binaryParts(a), binaryParts(b)];
  return x.bytes.length - y.bytes.length || x.subtype - y.subtype || Buffer.compare(x.bytes, y.bytes);
}

/** The bytes and subtype of a binary value, whatever class holds it. */
export function binaryParts(value: unknown): { bytes: Uint8Array; subtype: number } {
  if (value instanceof Binary)
    return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type };
  const view = value as Uint8Array;
  return { bytes: new Uint8Array(view.buffer, view.byteOffset, view.byteLength), subtype: 0 };
}

/** The source and the flags of a regular expression, whatever class holds it. */
export function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof BSONRegExp) return { pattern: value.pattern, options: value.options };
  const regex = value as RegExp;
  return { pattern: regex.source, options: regex.flags.replace(/[^ims]/g, '') };
}
