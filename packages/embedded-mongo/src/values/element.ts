/** How long the values of a type are; with `LONGER`, how much longer than their first four bytes say. */
const SIZES = new Int8Array(256).fill(-1);
for (const [type, size] of [
  [1, 8],
  [6, 0],
  [7, 12],
  [8, 1],
  [9, 8],
  [10, 0],
  [16, 4],
  [17, 8],
  [18, 8],
  [19, 16],
  [127, 0],
  [255, 0],
] as const)
  SIZES[type] = size;
const LONGER = new Int8Array(256).fill(-1);
for (const [type, more] of [
  [2, 4],
  [3, 0],
  [4, 0],
  [5, 5],
  [13, 4],
  [14, 4],
  [15, 0],
] as const)
  LONGER[type] = more;

/** Where a value ends that begins at `at`, perhaps beyond its document; -1 for a type that is not passed over here. */
export function valueEnd(bytes: Buffer, type: number, at: number): number {
  const size = SIZES[type]!;
  if (size >= 0) return at + size;
  const more = LONGER[type]!;
  if (more < 0 || at + 4 > bytes.length) return -1;
  const length = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  return length < 0 ? -1 : at + length + more;
}

/**
 * The names of the top-level fields that may differ between two documents: those that do, as long as the names of both
 * come in one order, and all that come after. Undefined where a type is met that is not passed over.
 */
export function changedFields(before: Uint8Array, after: Uint8Array): Set<string> | undefined {
  const [old, now] = [bufferOf(before), bufferOf(after)];
  const changed = new Set<string>();
  let i = 4;
  let j = 4;
  while (i < old.length - 1 && j < now.length - 1) {
    const [oldEnd, nowEnd] = [fieldEnd(old, i), fieldEnd(now, j)];
    if (oldEnd < 0 || nowEnd < 0) return undefined;
    if (oldEnd - i !== nowEnd - j || old.compare(now, j, nowEnd, i, oldEnd) !== 0) {
      const name = nameAt(old, i);
      if (name !== nameAt(now, j)) break;
      changed.add(name);
    }
    [i, j] = [oldEnd, nowEnd];
  }
  return addNames(old, i, changed) && addNames(now, j, changed) ? changed : undefined;
}

/** The same memory with a buffer's methods. */
export const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

const nameAt = (bytes: Buffer, at: number) => bytes.toString('utf8', at + 1, bytes.indexOf(0, at + 1));

/** Where the field that begins at `at` ends; -1 where it can't be passed over, or runs over the end. */
export function fieldEnd(bytes: Buffer, at: number): number {
  const nameEnd = bytes.indexOf(0, at + 1);
  const end = nameEnd < 0 ? -1 : valueEnd(bytes, bytes[at]!, nameEnd + 1);
  return end < bytes.length ? end : -1;
}

function addNames(bytes: Buffer, from: number, names: Set<string>): boolean {
  let at = from;
  while (at >= 0 && at < bytes.length - 1) {
    names.add(nameAt(bytes, at));
    at = fieldEnd(bytes, at);
  }
  return at >= 0;
}
