import { cellText, type Shown } from './cell-value.ts';
import {
  damaged,
  MAX_CELL,
  MAX_COLUMNS,
  MAX_FILE_ROWS,
  MAX_MERGES,
  tooLarge,
  tooManyColumns,
  tooManyRows,
} from './limits.ts';
import type { Merge } from './merges.ts';
import { readPart } from './workbook.ts';
import type { Archive } from './zip.ts';

export type Sheet = { rows: string[][]; merges: Merge[]; filled: number };

const REFERENCE = /^([A-Z]{1,3})([1-9]\d{0,6})$/;
const BLOCK = /^([A-Z]{1,3}[1-9]\d{0,6}):([A-Z]{1,3}[1-9]\d{0,6})$/;

/** A cell's place, counted from 0. Only what a spreadsheet can have is one. */
function placeOf(reference: string): { row: number; column: number } {
  const match = REFERENCE.exec(reference);
  if (!match) throw damaged();
  let column = 0;
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(match[2]) - 1, column: column - 1 };
}

function mergeOf(reference: string): Merge | null {
  const match = BLOCK.exec(reference);
  if (!match) return null;
  const [from, to] = [placeOf(match[1]!), placeOf(match[2]!)];
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}

/** Reads a sheet's filled cells into rows without gaps; the room for them is only taken within the limits. */
export function readSheet(archive: Archive, part: string, shown: Shown): Sheet {
  const sheet: Sheet = { rows: [], merges: [], filled: 0 };
  let [row, column, length] = [-1, -1, 0];
  let [type, style]: [string, string | undefined] = ['n', undefined];
  let [inCell, value, words, aside] = [false, false, false, false];
  let raw: string[] = [];

  function keep(): void {
    const text = cellText(type, style, raw.join(''), shown).slice(0, MAX_CELL).trim();
    if (!text) return;
    if (row >= MAX_FILE_ROWS) throw tooManyRows();
    if (column >= MAX_COLUMNS) throw tooManyColumns();
    while (sheet.rows.length <= row) sheet.rows.push([]);
    const cells = sheet.rows[row]!;
    while (cells.length < column) cells.push('');
    cells[column] = text;
    sheet.filled += 1;
  }

  const read = readPart(archive, part, {
    open: (name, attribute) => {
      if (inCell) {
        if (name === 'v') value = true;
        else if (name === 't') words = true;
        else if (name === 'rPh') aside = true;
      } else if (name === 'row') {
        const told = attribute('r');
        row = told === undefined ? row + 1 : placeOf(`A${told}`).row;
        column = -1;
      } else if (name === 'c') {
        const told = attribute('r');
        if (told === undefined) column += 1;
        else ({ row, column } = placeOf(told));
        [inCell, type, style, raw, length] = [true, attribute('t') ?? 'n', attribute('s'), [], 0];
      } else if (name === 'mergeCell') {
        const merge = mergeOf(attribute('ref') ?? '');
        if (merge) sheet.merges.push(merge);
        if (sheet.merges.length > MAX_MERGES) throw tooLarge();
      }
    },
    text: (text) => {
      if (!(value || (words && !aside)) || length > MAX_CELL) return;
      raw.push(text);
      length += text.length;
    },
    close: (name) => {
      if (name === 'v') value = false;
      else if (name === 't') words = false;
      else if (name === 'rPh') aside = false;
      else if (name === 'c') {
        keep();
        inCell = false;
      }
    },
  });
  if (!read) throw damaged();
  return sheet;
}
