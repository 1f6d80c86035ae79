import { readCsv } from './csv.ts';
import { decodeText } from './encoding.ts';
import {
  type FileRow,
  type FileTable,
  MAX_CELL,
  MAX_COLUMNS,
  MAX_FILE_ROWS,
  MAX_TEXT,
  tooManyColumns,
  tooManyRows,
  UnreadableFile,
} from './limits.ts';
import { readXlsx } from './xlsx.ts';

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, i) => bytes[i] === byte);
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Of workbooks before 2007, and of encrypted ones since. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/** A file's rows with trimmed cells of a bounded length, and no empty columns behind the last filled one. */
function bounded(rows: FileRow[]): FileRow[] {
  if (rows.length > MAX_FILE_ROWS) throw tooManyRows();
  let length = 0;
  return rows.map(({ line, cells }) => {
    const trimmed = cells.map((cell) => cell.slice(0, MAX_CELL).trim());
    const width = trimmed.findLastIndex(Boolean) + 1;
    if (width > MAX_COLUMNS) throw tooManyColumns();
    for (const cell of trimmed) length += cell.length;
    if (length > MAX_TEXT) throw new UnreadableFile('文件里的字太多了，请分成几个文件。');
    return { line, cells: trimmed.slice(0, width) };
  });
}

/** Reads a file by what it is, whatever its name says. Throws `UnreadableFile`. */
export function readTable(bytes: Buffer): FileTable {
  if (bytes.length === 0) throw new UnreadableFile('文件是空的。');
  if (startsWith(bytes, COMPOUND)) {
    throw new UnreadableFile(
      '这是旧的 XLS 或加了密码的文件。请用 Excel 或 WPS 另存为 XLSX（不加密码）再传。',
    );
  }
  if (startsWith(bytes, ZIP)) return { encoding: 'XLSX', rows: bounded(readXlsx(bytes)) };
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-')
    throw new UnreadableFile('这是 PDF，不是表格。请用 CSV 或 XLSX。');
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) throw new UnreadableFile('这不是表格文件。请用 CSV 或 XLSX。');
  return { encoding, rows: bounded(readCsv(text)) };
}
