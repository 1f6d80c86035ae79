import { workbookIn } from './archive-kind.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './encoding.ts';
import type { Grid } from './grid.ts';
import { kindOf, refused } from './kinds.ts';
import {
  damaged,
  type FileRow,
  type FileSheet,
  type FileTable,
  MAX_CELL,
  MAX_COLUMNS,
  MAX_FILE_ROWS,
  MAX_TEXT,
  tooManyColumns,
  tooManyRows,
  UNPACKED_BYTES,
  UnreadableFile,
} from './limits.ts';
import { readMarkup } from './markup.ts';
import { fillDown } from './merges.ts';
import { readOds } from './ods.ts';
import { readXlsx } from './xlsx.ts';
import { type Archive, openArchive } from './zip.ts';

/** Rows with trimmed cells of a bounded length, and no empty columns behind the last filled one; `weigh` hears of their text. */
function bounded(rows: FileRow[], weigh: (length: number) => void): FileRow[] {
  if (rows.length > MAX_FILE_ROWS) throw tooManyRows();
  return rows.map(({ cells, ...row }) => {
    const trimmed = cells.map((cell) => cell.slice(0, MAX_CELL).trim());
    const width = trimmed.findLastIndex(Boolean) + 1;
    if (width > MAX_COLUMNS) throw tooManyColumns();
    weigh(trimmed.reduce((sum, cell) => sum + cell.length, 0));
    return { ...row, cells: trimmed.slice(0, width) };
  });
}

/** All texts of a file together, as one of them may stand in very many cells. */
function scales() {
  let all = 0;
  return (length: number) => {
    all += length;
    if (all > MAX_TEXT) throw new UnreadableFile({ key: 'tooMuchText' });
  };
}

function sheetOf(grid: Grid, weigh: (length: number) => void): FileSheet {
  fillDown(grid.rows, grid.merges);
  const rows = grid.rows.map((cells, index): FileRow => {
    const row = { line: index + 1, cells };
    return grid.hidden || grid.hiddenRows.has(index) ? { ...row, hidden: true } : row;
  });
  const { name, hidden, hiddenColumns, errors, unsolved } = grid;
  return { name, hidden, rows: bounded(rows, weigh), hiddenColumns, errors, unsolved };
}

function odsIn(archive: Archive): Grid[] {
  const content = archive.part('content.xml');
  if (!content) throw damaged();
  return readOds(new TextDecoder().decode(content));
}

function readText(
  bytes: Buffer,
): { encoding: string; grids: Grid[] } | { encoding: string; rows: FileRow[] } {
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) throw refused('other');
  const markup = readMarkup(text);
  return markup ? { encoding: markup.kind, grids: markup.sheets } : { encoding, rows: readCsv(text) };
}

function readAny(bytes: Buffer): ReturnType<typeof readText> {
  const kind = kindOf(bytes);
  if (kind !== null && kind !== 'zip') throw refused(kind);
  if (kind === null) return readText(bytes);
  const archive = openArchive(bytes, UNPACKED_BYTES);
  const encoding = workbookIn(archive);
  return { encoding, grids: encoding === 'ODS' ? odsIn(archive) : readXlsx(archive) };
}

/** Reads a file by what it is, whatever its name says. Throws `UnreadableFile`. */
export function readTable(bytes: Buffer): FileTable {
  const { encoding, ...read } = readAny(bytes);
  const weigh = scales();
  if ('grids' in read) return { encoding, sheets: read.grids.map((grid) => sheetOf(grid, weigh)) };
  const plain = { name: '', hidden: false, hiddenColumns: new Set<number>(), errors: 0, unsolved: 0 };
  return { encoding, sheets: [{ ...plain, rows: bounded(read.rows, weigh) }] };
}
