import type { DatabaseSync } from 'node:sqlite';

/**
 * The documents are views of one buffer: whoever keeps one for longer copies it, see `owned`. They are `Buffer`s, as what
 * decodes them needs it, since they may be read again and again.
 */
export type Together = (
  from: number,
  to: number,
  limit: number,
) => { rid: number; doc: Buffer }[] | undefined;

/** More than this is not worth one copy, and could be more than SQLite lets one value be. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads many documents as one value. A blob for each costs node:sqlite three times as much, most of a long scan.
 * Undefined where they are large, or not of the length that they say: then they are read one by one.
 */
export function openTogether(sql: DatabaseSync): Together {
  const next = '(SELECT rid, doc FROM docs WHERE rid > ? AND rid < ? ORDER BY rid LIMIT ?)';
  const size = sql.prepare(`SELECT sum(length(doc)) FROM ${next}`);
  const read = sql.prepare(`SELECT group_concat(rid), CAST(group_concat(doc, '') AS BLOB) FROM ${next}`);
  size.setReturnArrays(true);
  read.setReturnArrays(true);

  return (from, to, limit) => {
    const [bytes] = size.get(from, to, limit) as unknown as [number | null];
    if (bytes === null) return [];
    if (bytes > MAX_BYTES) return undefined;
    const [rids, found] = read.get(from, to, limit) as unknown as [string, Uint8Array];
    const blob = Buffer.from(found.buffer, found.byteOffset, found.byteLength);
    const out: { rid: number; doc: Buffer }[] = [];
    let at = 0;
    for (const rid of rids.split(',')) {
      if (at + 4 > blob.length) return undefined;
      const end = at + blob.readInt32LE(at);
      if (end <= at || end > blob.length) return undefined;
      out.push({ rid: Number(rid), doc: blob.subarray(at, end) });
      at = end;
    }
    return at === blob.length ? out : undefined;
  };
}

/** The bytes with a buffer of their own, so that keeping them keeps nothing else. */
export const owned = (bytes: Uint8Array): Uint8Array =>
  bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
