import readWorkbook from 'read-excel-file/universal';
import { type FileRow, UNPACKED_BYTES, UnreadableFile } from './limits.ts';
import { fillDown, mergesOf } from './merges.ts';
import { unzip } from './zip.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** Workbooks know no zone: the parts of the date are those that the cell shows. Before 1901 it is a time alone. */
function dateText(exact: Date): string {
  // Times are fractions of a day: 08:00 may be a thousandth of a second less.
  const date = new Date(Math.round(exact.getTime() / 60_000) * 60_000);
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (date.getUTCFullYear() < 1901) return clock;
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return clock === '00:00' ? day : `${day} ${clock}`;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value);
  if (typeof value === 'number') return String(Number(value.toPrecision(15)));
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value).trim();
}

/** Nonempty cells of a sheet: the one with most of them is the one to import. */
const weight = (rows: string[][]) => rows.reduce((sum, row) => sum + row.filter(Boolean).length, 0);

/**
 * Rows of the fullest sheet of an XLSX workbook: dates as `2026-11-22` or `2026-11-22 08:00`, times as `08:00`,
 * formulas by their last value, cells merged downwards in each of their rows. Throws `UnreadableFile`.
 */
export async function readXlsx(bytes: Buffer): Promise<FileRow[]> {
  const parts = unzip(bytes, UNPACKED_BYTES);
  const copy = new Uint8Array(bytes).buffer;
  const sheets = await readWorkbook(copy).catch(() => {
    throw new UnreadableFile('XLSX 文件打不开。请用 Excel 或 WPS 重新另存一次。');
  });
  const tables = sheets.map((sheet, index) => ({ index, rows: sheet.data.map((row) => row.map(cellText)) }));
  const [first] = tables.sort((a, b) => weight(b.rows) - weight(a.rows));
  const rows = first?.rows ?? [];
  fillDown(rows, mergesOf(parts, first?.index ?? 0));
  return rows.map((cells, index) => ({ line: index + 1, cells }));
}
