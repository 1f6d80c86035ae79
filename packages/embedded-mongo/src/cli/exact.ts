import { type Document, deserialize, EJSON, serialize } from 'bson';

/** Reads a document so that writing it gives the same types. */
export const read = (bytes: Uint8Array): Document =>
  deserialize(bytes, { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true });

const write = (doc: Document) => serialize(doc, { ignoreUndefined: false });

/** A document as one line of canonical extended JSON; throws where that could not hold it whole. */
export function toLine(bytes: Uint8Array): { line: string; reordered: boolean } {
  const line = EJSON.stringify(read(bytes), { relaxed: false });
  const again = attempt(() => fromLine(line));
  if (again && Buffer.compare(bytes, again) === 0) return { line, reordered: false };
  if (again && sameButOrder(bytes, again)) return { line, reordered: true };
  throw new Error(`A document can't be written as extended JSON: ${line.slice(0, 200)}`);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export const fromLine = (line: string): Uint8Array =>
  write(EJSON.parse(line, { relaxed: false }) as Document);

/** JavaScript puts fields that are named by whole numbers first: then the same bytes lie in another order. */
export function sameButOrder(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(Uint8Array.from(a).sort(), Uint8Array.from(b).sort()) === 0;
}
