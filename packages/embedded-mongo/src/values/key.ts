import { Decimal128, type ObjectId, type Timestamp } from 'bson';
import type { Doc } from './bson.ts';
import { binaryParts, exact, RANK, rankOf, regexParts } from './compare.ts';
import { compareExactly, placeOf } from './number-order.ts';
import { entriesOf } from './order.ts';

const NAN = new Uint8Array(9);

/**
 * Index keys: bytes whose memcmp order is MongoDB's order of the values. Each value is self-delimiting, so the
 * fields of a compound key are simply joined, and a descending field is the same bytes inverted.
 */
class Writer {
  private buffer = Buffer.allocUnsafe(128);
  private length = 0;

  private grow(extra: number): void {
    if (this.length + extra <= this.buffer.length) return;
    const bigger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + extra));
    this.buffer.copy(bigger, 0, 0, this.length);
    this.buffer = bigger;
  }

  reset(): void {
    this.length = 0;
  }
  size(): number {
    return this.length;
  }
  take(): Uint8Array {
    return new Uint8Array(this.buffer.subarray(0, this.length));
  }
  byte(n: number): void {
    this.grow(1);
    this.buffer[this.length++] = n;
  }
  raw(bytes: Uint8Array): void {
    this.grow(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }
  uint16(n: number): void {
    this.grow(2);
    this.length = this.buffer.writeUInt16BE(n, this.length);
  }
  uint32(n: number): void {
    this.grow(4);
    this.length = this.buffer.writeUInt32BE(n, this.length);
  }
  /** A double with its sign folded so that bytes order as numbers do. */
  double(n: number): void {
    this.grow(8);
    const at = this.length;
    this.buffer.writeDoubleBE(n, at);
    if (this.buffer[at]! & 0x80) this.invert(at, at + 8);
    else this.buffer[at]! |= 0x80;
    this.length = at + 8;
  }
  /** A number that is a double: nothing comes after it. NaN is below all others. */
  whole(n: number): void {
    if (Number.isNaN(n)) this.raw(NAN);
    else {
      this.double(n === 0 ? 0 : n);
      this.byte(n < 0 ? 0xff : 0);
    }
  }
  /** UTF-8 with 0 and 1 escaped, ended by 0. */
  text(value: string): void {
    this.grow(value.length * 3 + 1);
    const at = this.length;
    this.length += this.buffer.write(value, at, 'utf8');
    if (ESCAPED.test(value)) {
      const plain = Buffer.from(this.buffer.subarray(at, this.length));
      this.length = at;
      for (const byte of plain) {
        if (byte <= 1) this.byte(1);
        this.byte(byte <= 1 ? byte + 1 : byte);
      }
    }
    this.byte(0);
  }
  invert(from: number, to = this.length): void {
    for (let i = from; i < to; i++) this.buffer[i]! ^= 0xff;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these two bytes are what the encoding reserves
const ESCAPED = /[\u0000\u0001]/;

/** A long or a decimal: the double towards zero, then, where there is more, the place of its first digit and all digits. */
function writeDigits(out: Writer, value: unknown): void {
  const { double, digits } = placeOf(value);
  if (!digits) {
    out.whole(double);
    return;
  }
  const negative = compareExactly(value, 0) < 0;
  // Below zero it is -0 here, which only these values keep.
  out.double(double === 0 && negative ? -0 : double);
  const from = out.size();
  out.byte(1);
  out.uint16(digits.first + 0x4000);
  // Two digits to a byte, none of them 0, which ends them.
  for (let i = 0; i < digits.text.length; i += 2)
    out.byte(Number(digits.text.slice(i, i + 2).padEnd(2, '0')) + 1);
  out.byte(0);
  if (negative) out.invert(from);
}

function write(out: Writer, value: unknown): void {
  const rank = rankOf(value);
  out.byte(rank);
  switch (rank) {
    case RANK.number: {
      const double = typeof value === 'number' ? value : exact(value);
      if (typeof double === 'number' && !(value instanceof Decimal128)) {
        out.whole(double);
        return;
      }
      writeDigits(out, value);
      return;
    }
    case RANK.string:
      out.text(String(value));
      return;
    case RANK.object:
      for (const [name, field] of entriesOf(value as Doc)) {
        out.byte(rankOf(field));
        out.text(name);
        write(out, field);
      }
      out.byte(0);
      return;
    case RANK.array:
      for (const item of value as unknown[]) write(out, item);
      out.byte(0);
      return;
    case RANK.binary: {
      const { bytes, subtype } = binaryParts(value);
      out.uint32(bytes.length);
      out.byte(subtype);
      out.raw(bytes);
      return;
    }
    case RANK.objectId:
      out.raw((value as ObjectId).id);
      return;
    case RANK.boolean:
      out.byte(value ? 2 : 1);
      return;
    case RANK.date:
      out.double((value as Date).getTime());
      return;
    case RANK.timestamp:
      out.uint32((value as Timestamp).getHighBitsUnsigned());
      out.uint32((value as Timestamp).getLowBitsUnsigned());
      return;
    case RANK.regex: {
      const { pattern, options } = regexParts(value);
      out.text(pattern);
      out.text(options);
      return;
    }
    case RANK.code:
      out.text(JSON.stringify(value));
  }
}

const writer = new Writer();

/** The key of a list of values, one for each field of an index; `directions` are 1 or -1, all 1 when absent. */
export function encodeKey(values: readonly unknown[], directions?: readonly number[]): Uint8Array {
  writer.reset();
  for (let i = 0; i < values.length; i++) {
    const from = writer.size();
    write(writer, values[i]);
    if (directions && directions[i]! < 0) writer.invert(from);
  }
  return writer.take();
}

/** The first key after every key that starts with `prefix`; undefined when there is none. */
export function after(prefix: Uint8Array): Uint8Array | undefined {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  if (end === 0) return undefined;
  const next = prefix.slice(0, end);
  next[end - 1]!++;
  return next;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
