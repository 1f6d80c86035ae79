import { inflateRawSync } from 'node:zlib';
import { UnreadableFile } from './limits.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;
const MAX_COMMENT = 65_535;
const MAX_ENTRIES = 2000;
const STORED = 0;
const DEFLATED = 8;

const damaged = () => new UnreadableFile('XLSX 文件是坏的，打不开。请用 Excel 或 WPS 重新另存一次。');
const tooLarge = () => new UnreadableFile('XLSX 解开以后太大了。请只留要导入的那张表，或者分成几个文件。');

function endOfDirectory(bytes: Buffer): number {
  for (let at = bytes.length - END_LENGTH; at >= Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw damaged();
}

function unpack(bytes: Buffer, entry: number, room: number): Buffer {
  const method = bytes.readUInt16LE(entry + 10);
  const packed = bytes.readUInt32LE(entry + 20);
  const declared = bytes.readUInt32LE(entry + 24);
  const local = bytes.readUInt32LE(entry + 42);
  if (declared > room) throw tooLarge();
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const body = bytes.subarray(start, start + packed);
  if (method === STORED) return body;
  if (method !== DEFLATED) throw damaged();
  const content = inflateRawSync(body, { maxOutputLength: Math.max(1, declared) });
  if (content.length !== declared) throw damaged();
  return content;
}

/**
 * The parts of a ZIP archive by name, unpacked with a limit on their size together, whatever the archive says of
 * itself. Throws `UnreadableFile` where it is damaged or larger.
 */
export function unzip(bytes: Buffer, limit: number): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  try {
    const end = endOfDirectory(bytes);
    const count = bytes.readUInt16LE(end + 10);
    if (count > MAX_ENTRIES) throw tooLarge();
    let at = bytes.readUInt32LE(end + 16);
    let room = limit;
    for (let index = 0; index < count; index++) {
      if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
      const content = unpack(bytes, at, room);
      room -= content.length;
      parts.set(name, content);
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : damaged();
  }
  return parts;
}
