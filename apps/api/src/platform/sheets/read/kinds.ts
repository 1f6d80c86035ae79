import { type RefusedKind, UnreadableFile } from './limits.ts';

/** Whether these bytes stand at that place. */
const has = (bytes: Buffer, at: number, signature: string) =>
  bytes.toString('latin1', at, at + signature.length) === signature;

export const refused = (kind: RefusedKind) => new UnreadableFile({ key: kind });

/** What a compound file of before 2007 holds, by the names in its directory; encrypted workbooks of today are one too. */
const COMPOUND_HOLDS: readonly (readonly [string, RefusedKind])[] = [
  ['EncryptedPackage', 'locked'],
  ['Workbook', 'oldWorkbook'],
  ['Book', 'oldWorkbook'],
  ['WordDocument', 'document'],
  ['PowerPoint Document', 'slides'],
];

const PICTURES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*'];
const PACKED = ['Rar!\x1a', '7z\xbc\xaf\x27\x1c', '\x1f\x8b', 'BZh9', '\xfd7zXZ', 'PK\x05\x06', 'PK\x07\x08'];
/** Workbooks before 1995, by their first record. */
const BARE_WORKBOOK = ['\x09\x00\x04\x00', '\x09\x02\x06\x00', '\x09\x04\x06\x00', '\x09\x08\x08\x00'];
const HEAD = 1024;
const TAR_MARK = 257;

/** Whether it is a ZIP archive, or a kind that is known and not read; null: maybe a text. */
export function kindOf(bytes: Buffer): 'zip' | RefusedKind | null {
  const starts = (signature: string) => has(bytes, 0, signature);
  if (bytes.length === 0) return 'empty';
  if (starts('PK\x03\x04')) return 'zip';
  if (starts('\xd0\xcf\x11\xe0')) {
    const held = COMPOUND_HOLDS.find(([name]) => bytes.includes(Buffer.from(name, 'utf16le')));
    return held?.[1] ?? 'oldWorkbook';
  }
  if (BARE_WORKBOOK.some(starts)) return 'oldWorkbook';
  if (bytes.subarray(0, HEAD).includes('%PDF-')) return 'pdf';
  if (PICTURES.some(starts) || (starts('BM') && bytes.includes(0))) return 'picture';
  if ((starts('RIFF') && has(bytes, 8, 'WEBP')) || has(bytes, 4, 'ftyp')) return 'picture';
  if (PACKED.some(starts) || has(bytes, TAR_MARK, 'ustar')) return 'packed';
  if (starts('{\\rtf')) return 'document';
  return /^\s{0,9}(?:MIME-Version|From|Received):/i.test(bytes.toString('latin1', 0, 64)) ? 'mail' : null;
}
