import { type Doc, decode, decodeExact } from './bson.ts';

/** The fixed sizes of BSON values by type; the others carry their length. */
const SIZES: Record<number, number> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  255: 0,
  127: 0,
};
const LENGTH_WITHIN = new Set([3, 4, 15]);
const LENGTH_BEFORE_STRING = new Set([2, 13, 14]);

/** Where the value of an element ends; -1 for types that are not skipped here. */
function endOf(bytes: Buffer, type: number, at: number): number {
  const size = SIZES[type];
  if (size !== undefined) return at + size;
  if (LENGTH_WITHIN.has(type)) return at + bytes.readInt32LE(at);
  if (LENGTH_BEFORE_STRING.has(type)) return at + 4 + bytes.readInt32LE(at);
  if (type === 5) return at + 5 + bytes.readInt32LE(at);
  return -1;
}

/**
 * Makes a reader of some top-level fields only: a filter mostly looks at a few of many. `decode` for the whole
 * document where `fields` is undefined. With `exact` numbers come as `decodeExact` gives them.
 */
export function readerOf(fields: readonly string[] | undefined, exact = false): (bytes: Uint8Array) => Doc {
  const read = exact ? decodeExact : decode;
  if (!fields) return read;
  const names = fields.map((field) => Buffer.from(`${field}\0`));
  return (raw) => {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    const parts: Buffer[] = [];
    let length = 5;
    for (let at = 4; at < bytes.length - 1; ) {
      const start = at;
      const type = bytes[at]!;
      const nameEnd = bytes.indexOf(0, at + 1) + 1;
      const end = endOf(bytes, type, nameEnd);
      if (end < 0) return read(raw);
      at = end;
      if (
        !names.some(
          (name) =>
            name.length === nameEnd - start - 1 &&
            bytes.compare(name, 0, name.length, start + 1, nameEnd) === 0,
        )
      )
        continue;
      parts.push(bytes.subarray(start, end));
      length += end - start;
      if (parts.length === names.length) break;
    }
    const head = Buffer.alloc(4);
    head.writeInt32LE(length);
    return read(Buffer.concat([head, ...parts, END], length));
  };
}

const END = Buffer.of(0);
