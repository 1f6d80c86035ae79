import { UnreadableFile } from './limits.ts';

/** Whether these bytes stand at that place. */
const has = (bytes: Buffer, at: number, signature: string) =>
  bytes.toString('latin1', at, at + signature.length) === signature;

/** Kinds of files that can't be read, and what whoever has one can do. */
export const REFUSED = {
  empty: '文件是空的。',
  oldWorkbook: '这是旧的 XLS 文件。请用 Excel 或 WPS 打开，另存为 XLSX 再传。',
  locked: '这个文件加了密码。请打开后去掉密码，另存为 XLSX 再传。',
  binaryWorkbook: '这是 XLSB 文件。请用 Excel 打开，另存为 XLSX 再传。',
  numbers: '这是 Numbers 文件。请在 Numbers 里选“文件、导出为、Excel”，导出 XLSX 再传。',
  document: '这是文档，不是表格。请把里面的表格复制到 Excel 或 WPS 表格，另存为 XLSX 再传。',
  slides: '这是演示文稿，不是表格。请把里面的表格复制到 Excel 或 WPS 表格，另存为 XLSX 再传。',
  otherOpen: '这不是 ODS 表格。请打开后把表格另存为 XLSX 再传。',
  packed: '这是压缩包。请先解压，再把里面的表格一个一个传上来。',
  pdf: '这是 PDF，不是表格。请找发来的单位要 XLSX 或 CSV 的原表。',
  picture: '这是图片，不是表格。请找发来的单位要 XLSX 或 CSV 的原表。',
  mail: '这是邮件或网页归档。请用 Excel 打开，另存为 XLSX 再传。',
  json: '这是 JSON，不是表格。请导出为 CSV 或 XLSX 再传。',
  otherMarkup: '这是 XML，里面没有表格。请用 Excel 打开，另存为 XLSX 再传。',
  noTable: '这个网页里没有表格。请用 Excel 打开看看，另存为 XLSX 再传。',
  oneColumn: '文字里没有分列：每一格之间要有逗号、分号、竖线或制表符。请放进 Excel，另存为 XLSX 再传。',
  quotes: '有一个引号没有配对，后面的内容分不开。请在 Excel 里打开检查，再另存一次。',
  encoding: '看不出文件的文字编码。请在 Excel 里另存为“CSV UTF-8”或 XLSX 再传。',
  other: '这不是表格文件。请用 Excel 或 WPS 另存为 XLSX 再传。',
} as const;
export type RefusedKind = keyof typeof REFUSED;

export const refused = (kind: RefusedKind) => new UnreadableFile(REFUSED[kind]);

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
