import type { Grid } from './grid.ts';
import { readSheet } from './sheet.ts';
import { openWorkbook } from './workbook.ts';
import type { Archive } from './zip.ts';

/**
 * The sheets of an XLSX workbook: dates as `2026-11-22` or `2026-11-22 08:00`, times as `08:00`, formulas by their last
 * value. Charts have no cells. Throws `UnreadableFile`.
 */
export function readXlsx(archive: Archive): Grid[] {
  const { sheets, shown } = openWorkbook(archive);
  return sheets.map((sheet) => readSheet(archive, sheet, shown));
}
