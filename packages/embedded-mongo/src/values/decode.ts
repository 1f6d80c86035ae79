import {
  Binary,
  BSONError,
  BSONRegExp,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';
import { valueEnd } from './element.ts';
import { isNumbered, keepOrder } from './order.ts';
import { hashOn, SHORT, shortText } from './short-text.ts';

/**
 * A reader of BSON for the types that documents are made of. It gives what the library gives, in a fraction of the
 * time, since it is run for every document that is looked at. What is rare (code, symbols, DB pointers) it leaves to the
 * library.
 */

/** How numbers come out: a long as `Long`; also a whole double as `Double`; or all as plain numbers where exact. */
export type Numbers = 'typed' | 'exact' | 'plain';

const RARE = Symbol('a type that is left to the library');
const MAX_DEPTH = 200;
/** Longer values seldom come again. */
const SHORT_VALUE = 16;

let buffer: Buffer = Buffer.alloc(0);
let numbers: Numbers = 'typed';
let at = 0;

/** The document in `bytes`; undefined where it holds a rare type. What is no BSON throws BSONError. */
export function readDocument(bytes: Uint8Array, as: Numbers): Record<string, unknown> | undefined {
  return reading(bytes, as, () => {
    const doc = document(bytes.length, 0);
    if (at !== bytes.length) throw new BSONError('A document of another length than announced');
    return doc;
  });
}

/** Names of top-level fields to be read, see `readFields`. A name that is not well-formed text is not found by them. */
export interface Wanted {
  names: readonly string[];
  hashes: readonly number[];
}

export const wanted = (names: readonly string[]): Wanted => ({
  names,
  hashes: names.map((one) => Buffer.from(one).reduce(hashOn, 0)),
});

/** Only the top-level fields of these names; undefined as above. The rest is passed over. */
export function readFields(
  bytes: Uint8Array,
  { names, hashes }: Wanted,
  as: Numbers,
): Record<string, unknown> | undefined {
  return reading(bytes, as, () => {
    const out: Record<string, unknown> = {};
    const end = bytes.length - 1;
    let left = names.length;
    for (at = 4; at < end && left > 0; ) {
      const type = buffer[at++]!;
      const from = at;
      const length = passName(end);
      const key = hashes.includes(passed) ? textOf(from, length) : undefined;
      if (key !== undefined && names.includes(key)) {
        set(out, key, value(type, end, 0));
        left--;
      } else {
        at = valueEnd(buffer, type, at);
        if (at < 0) throw RARE;
      }
    }
    if (at > end) throw overrun();
    return out;
  });
}

function reading<T>(bytes: Uint8Array, as: Numbers, read: () => T): T | undefined {
  buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  numbers = as;
  at = 0;
  try {
    return read();
  } catch (error) {
    if (error === RARE) return undefined;
    throw error;
  }
}

const overrun = () => new BSONError('A value runs over the end of its document');

function int32(): number {
  const n = buffer[at]! | (buffer[at + 1]! << 8) | (buffer[at + 2]! << 16) | (buffer[at + 3]! << 24);
  at += 4;
  return n;
}

const eight = new Uint8Array(8);
const asDouble = new Float64Array(eight.buffer);

function double(): number {
  for (let i = 0; i < 8; i++) eight[i] = buffer[at + i]!;
  at += 8;
  return asDouble[0]!;
}

/** The hash of the name that `passName` has passed. */
let passed = 0;

/** Goes beyond the name that begins here; returns its length. */
function passName(end: number): number {
  const from = at;
  let hash = 0;
  for (let byte = buffer[at]!; byte !== 0; byte = buffer[++at]!) {
    if (at >= end) throw overrun();
    hash = hashOn(hash, byte);
  }
  passed = hash;
  return at++ - from;
}

/** The name that `passName` has passed. */
const textOf = (from: number, length: number): string =>
  length <= SHORT ? shortText(buffer, from, length, passed) : buffer.toString('utf8', from, from + length);

function name(end: number): string {
  const from = at;
  return textOf(from, passName(end));
}

function text(end: number): string {
  const size = int32();
  const from = at;
  at += size;
  const last = at - 1;
  if (size < 1 || at > end || buffer[last] !== 0) throw overrun();
  if (size > SHORT_VALUE) return buffer.toString('utf8', from, last);
  let hash = 0;
  for (let i = from; i < last; i++) hash = hashOn(hash, buffer[i]!);
  return shortText(buffer, from, size - 1, hash);
}

function set(doc: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(doc, key, { value, enumerable: true, configurable: true, writable: true });
  else doc[key] = value;
}

/** Reads the size of a document or array that begins here, and where it ends. */
function endOf(limit: number): number {
  const from = at;
  const size = int32();
  if (size < 5 || from + size > limit) throw overrun();
  return from + size;
}

function document(limit: number, depth: number): Record<string, unknown> {
  if (depth > MAX_DEPTH) throw new BSONError('A document is nested too deep');
  const end = endOf(limit);
  const doc: Record<string, unknown> = {};
  let names: string[] | undefined;
  for (let type = buffer[at++]!; type !== 0; type = buffer[at++]!) {
    const key = name(end);
    if (names) names.push(key);
    else if (isNumbered(key)) names = [...Object.keys(doc), key];
    set(doc, key, value(type, end, depth));
    if (at >= end) throw overrun();
  }
  if (at !== end) throw overrun();
  if (names) keepOrder(doc, names);
  return doc;
}

function array(limit: number, depth: number): unknown[] {
  if (depth > MAX_DEPTH) throw new BSONError('A document is nested too deep');
  const end = endOf(limit);
  const list: unknown[] = [];
  for (let type = buffer[at++]!; type !== 0; type = buffer[at++]!) {
    while (buffer[at] !== 0) if (++at >= end) throw overrun();
    at++;
    list.push(value(type, end, depth));
    if (at >= end) throw overrun();
  }
  if (at !== end) throw overrun();
  return list;
}

function value(type: number, end: number, depth: number): unknown {
  switch (type) {
    case 1: {
      const n = double();
      return numbers === 'exact' && (n | 0) === n && !Object.is(n, -0) ? new Double(n) : n;
    }
    case 2:
      return text(end);
    case 3:
      return document(end, depth + 1);
    case 4:
      return array(end, depth + 1);
    case 5:
      return binary(end);
    case 6:
      return undefined;
    case 7:
      at += 12;
      if (at > end) throw overrun();
      return new ObjectId(buffer.subarray(at - 12, at));
    case 8: {
      const byte = buffer[at++]!;
      if (byte > 1) throw new BSONError('A boolean that is neither');
      return byte === 1;
    }
    case 9: {
      const low = int32();
      return new Date(int32() * 4_294_967_296 + (low >>> 0));
    }
    case 10:
      return null;
    case 16:
      return int32();
    case 17: {
      const i = int32() >>> 0;
      return new Timestamp({ i, t: int32() >>> 0 });
    }
    case 18: {
      const low = int32();
      const long = new Long(low, int32());
      if (numbers !== 'plain') return long;
      const n = long.toNumber();
      return Number.isSafeInteger(n) ? n : long;
    }
    case 19:
      at += 16;
      if (at > end) throw overrun();
      return new Decimal128(Buffer.from(buffer.subarray(at - 16, at)));
    case 127:
      return new MaxKey();
    case 255:
      return new MinKey();
    case 11:
      return new BSONRegExp(name(end), name(end));
    default:
      throw RARE;
  }
}

const SUBTYPE_OLD = 2;
const SUBTYPE_UUID = 4;

function binary(end: number): Binary {
  let size = int32();
  const subtype = buffer[at++]!;
  if (size < 0 || at + size > end) throw overrun();
  if (subtype === SUBTYPE_OLD) {
    const inner = int32();
    if (inner !== size - 4) throw new BSONError('An old binary of another length than announced');
    size = inner;
  }
  const bytes = buffer.subarray(at, at + size);
  at += size;
  return subtype === SUBTYPE_UUID && size === 16 ? new UUID(bytes) : new Binary(bytes, subtype);
}
