import { cellText, type Shown } from './cell-value.ts';
import { type Grid, hideColumns, newGrid, put } from './grid.ts';
import { damaged, MAX_CELL, MAX_MERGES, tooLarge } from './limits.ts';
import type { Merge } from './merges.ts';
import { readPart, type SheetPart } from './workbook.ts';
import type { Attribute } from './xml.ts';
import type { Archive } from './zip.ts';

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

const isOn = (value: string | undefined) => value === '1' || value === 'true';
/** By its mark, or drawn so small that nobody sees it. */
const isHidden = (attribute: Attribute, size: string) =>
  isOn(attribute('hidden')) || Number(attribute(size) ?? 1) === 0;

/** Reads a sheet's filled cells into rows without gaps; the room for them is only taken within the limits. */
export function readSheet(archive: Archive, { part, name, hidden }: SheetPart, shown: Shown): Grid {
  const sheet = newGrid(name, hidden);
  let [row, column, length] = [-1, -1, 0];
  let [type, style]: [string, string | undefined] = ['n', undefined];
  let [inCell, value, words, aside, formula] = [false, false, false, false, false];
  let raw: string[] = [];

  function keep(): void {
    if (type === 'e') sheet.errors += 1;
    else if (formula && raw.length === 0) sheet.unsolved += 1;
    put(sheet, row, column, cellText(type, style, raw.join(''), shown));
  }
  function openRow(attribute: Attribute): void {
    const told = attribute('r');
    row = told === undefined ? row + 1 : placeOf(`A${told}`).row;
    column = -1;
    if (isHidden(attribute, 'ht')) sheet.hiddenRows.add(row);
  }
  function openCell(attribute: Attribute): void {
    const told = attribute('r');
    if (told === undefined) column += 1;
    else ({ row, column } = placeOf(told));
    [type, style, raw, length] = [attribute('t') ?? 'n', attribute('s'), [], 0];
    [inCell, formula] = [true, false];
  }

  const read = readPart(archive, part, {
    open: (tag, attribute) => {
      if (inCell) {
        if (tag === 'v') value = true;
        else if (tag === 't') words = true;
        else if (tag === 'rPh') aside = true;
        else if (tag === 'f') formula = true;
      } else if (tag === 'row') openRow(attribute);
      else if (tag === 'c') openCell(attribute);
      else if (tag === 'col') {
        if (isHidden(attribute, 'width'))
          hideColumns(sheet, Number(attribute('min')) - 1, Number(attribute('max')) - 1);
      } else if (tag === 'mergeCell') {
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
    close: (tag) => {
      if (tag === 'v') value = false;
      else if (tag === 't') words = false;
      else if (tag === 'rPh') aside = false;
      else if (tag === 'c') {
        keep();
        inCell = false;
      }
    },
  });
  if (!read) throw damaged();
  return sheet;
}
