import { type FileRow, UNPACKED_BYTES } from './limits.ts';
import { fillDown } from './merges.ts';
import { readSheet, type Sheet } from './sheet.ts';
import { openWorkbook } from './workbook.ts';
import { openArchive } from './zip.ts';

/**
 * Rows of the fullest sheet of an XLSX workbook: dates as `2026-11-22` or `2026-11-22 08:00`, times as `08:00`,
 * formulas by their last value, cells merged downwards in each of their rows. Throws `UnreadableFile`.
 */
export function readXlsx(bytes: Buffer): FileRow[] {
  const archive = openArchive(bytes, UNPACKED_BYTES);
  const { sheets, shown } = openWorkbook(archive);
  let fullest: Sheet = { rows: [], merges: [], filled: 0 };
  for (const part of sheets) {
    const sheet = readSheet(archive, part, shown);
    if (sheet.filled > fullest.filled) fullest = sheet;
  }
  fillDown(fullest.rows, fullest.merges);
  return fullest.rows.map((cells, index) => ({ line: index + 1, cells }));
}
