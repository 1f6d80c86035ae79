import { inflateRawSync } from 'node:zlib';
import { refused } from './kinds.ts';
import { damaged, tooLarge, UnreadableFile } from './limits.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 65_535;
const MAX_ENTRIES = 2000;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** Parts by name, each unpacked when it is asked for, all of them within one limit. */
export type Archive = {
  names: readonly string[];
  has(name: string): boolean;
  part(name: string): Buffer | null;
};

type Entry = { method: number; start: number; packed: number; declared: number };

/** The one end record: what stands behind it is its comment, to the last byte. Of two that fit nobody knows which is meant. */
function endOfDirectory(bytes: Buffer): number {
  const fits: number[] = [];
  for (let at = bytes.length - END_LENGTH; at >= Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) fits.push(at);
  }
  const [at] = fits;
  if (at === undefined || fits.length > 1) throw damaged();
  if (at + END_LENGTH + bytes.readUInt16LE(at + 20) !== bytes.length) throw damaged();
  return at;
}

function entryAt(bytes: Buffer, at: number, name: Buffer, directory: number): Entry {
  const local = bytes.readUInt32LE(at + 42);
  const packed = bytes.readUInt32LE(at + 20);
  if (bytes.readUInt16LE(at + 8) & ENCRYPTED) throw refused('locked');
  if (bytes.readUInt32LE(local) !== LOCAL_ENTRY) throw damaged();
  const nameLength = bytes.readUInt16LE(local + 26);
  if (!bytes.subarray(local + 30, local + 30 + nameLength).equals(name)) throw damaged();
  const start = local + 30 + nameLength + bytes.readUInt16LE(local + 28);
  if (start + packed > directory) throw damaged();
  return { method: bytes.readUInt16LE(at + 10), start, packed, declared: bytes.readUInt32LE(at + 24) };
}

/** The directory, which has to be what its end record says of it, and to lie between the parts and its end. */
function directoryOf(bytes: Buffer): Map<string, Entry> {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const first = bytes.readUInt32LE(end + 16);
  if (count > MAX_ENTRIES) throw tooLarge();
  if (count !== bytes.readUInt16LE(end + 8) || first + bytes.readUInt32LE(end + 12) !== end) throw damaged();
  const entries = new Map<string, Entry>();
  let at = first;
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.subarray(at + 46, at + 46 + nameLength);
    const called = name.toString('utf8').replace(/^\//, '');
    if (entries.has(called)) throw damaged();
    entries.set(called, entryAt(bytes, at, name, first));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  if (at !== end) throw damaged();
  return entries;
}

function unpack(bytes: Buffer, { method, start, packed, declared }: Entry): Buffer {
  const body = bytes.subarray(start, start + packed);
  if (method !== STORED && method !== DEFLATED) throw damaged();
  const content = method === STORED ? body : inflateRawSync(body, { maxOutputLength: Math.max(1, declared) });
  if (content.length !== declared) throw damaged();
  return content;
}

/** What goes wrong on the way is the archive's fault: it says so of itself, or points outside of itself. */
function orDamaged<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : damaged();
  }
}

/**
 * A ZIP archive that can be read in one way only, unpacked part by part with a limit on their size together, whatever
 * it says of itself. Throws `UnreadableFile` where it is damaged, ambiguous or larger.
 */
export function openArchive(bytes: Buffer, limit: number): Archive {
  const entries = orDamaged(() => directoryOf(bytes));
  let room = limit;
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    part(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      room -= entry.declared;
      if (room < 0) throw tooLarge();
      return orDamaged(() => unpack(bytes, entry));
    },
  };
}
