/** The fixed sizes of BSON values by type. */
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
  127: 0,
  255: 0,
};
/** How much longer than their first four bytes say the others are. */
const MORE: Record<number, number> = { 2: 4, 3: 0, 4: 0, 5: 5, 13: 4, 14: 4, 15: 0 };

/** Where a value ends that begins at `at`, perhaps beyond its document; -1 for a type that is not passed over here. */
export function valueEnd(bytes: Buffer, type: number, at: number): number {
  const size = SIZES[type];
  if (size !== undefined) return at + size;
  const more = MORE[type];
  if (more === undefined || at + 4 > bytes.length) return -1;
  const length = bytes.readInt32LE(at);
  return length < 0 ? -1 : at + length + more;
}

/** The top-level fields of a document by name, each as the bytes of its type, name and value; undefined as above. */
export function fieldBytes(document: Uint8Array): Map<string, Buffer> | undefined {
  const bytes = Buffer.from(document.buffer, document.byteOffset, document.byteLength);
  const out = new Map<string, Buffer>();
  const last = bytes.length - 1;
  for (let at = 4; at < last; ) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const end = nameEnd < 0 ? -1 : valueEnd(bytes, bytes[at]!, nameEnd + 1);
    if (end < 0 || end > last) return undefined;
    out.set(bytes.toString('utf8', at + 1, nameEnd), bytes.subarray(at, end));
    at = end;
  }
  return out;
}
