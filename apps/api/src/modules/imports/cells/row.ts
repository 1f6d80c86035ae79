import type { Import, ImportField } from '@linggong/contracts/import.ts';
import { kept } from '../../../platform/sheets/cells/kept.ts';
import { words } from '../../../platform/sheets/cells/text.ts';

type Columns = Import['columns'];

/** A filled cell with its header, to be named in notes: `「特殊要求」`. */
export type Cell = { header: string; text: string };

/** A row's filled cells by their field. Empty cells, and those that say nothing (`-`, `无数据`), are left out. */
export type RowCells = (field: ImportField) => Cell[];

/** Longer cells are no words of a posting; what is behind is not read. */
export const CELL_MAX = 4000;

export function rowCells(cells: readonly string[], columns: Columns): RowCells {
  const filled = new Map<ImportField, Cell[]>();
  for (const { index, header, field } of columns) {
    if (field === 'ignore') continue;
    const text = words(cells[index]?.slice(0, CELL_MAX));
    if (!text) continue;
    const known = filled.get(field);
    const cell = { header, text };
    if (known) known.push(cell);
    else filled.set(field, [cell]);
  }
  return (field) => filled.get(field) ?? [];
}

/** A header as people read it, without its unit and marks. */
const title = kept((header) =>
  header
    .replace(/[（(【[][^）)】\]]*[）)】\]]/g, '')
    .replace(/[*＊:：]/g, '')
    .trim(),
);

/** A column's name for people, also of one without a header. */
export const called = ({ header }: Pick<Cell, 'header'>) => `「${title(header) || '没有表头的列'}」`;

/** `保险情况：商业保险`, for words that go into a text together with others. */
export const labelled = ({ header, text }: Cell) => (title(header) ? `${title(header)}：${text}` : text);

/** What is left unclear or was taken from somewhere, in sentences for the operator. */
export type Notes = { add(note: string): void; readonly all: string[] };

export function noteBook(): Notes {
  const all: string[] = [];
  return {
    all,
    add: (note) => {
      if (!all.includes(note)) all.push(note);
    },
  };
}
