import { type FileRow, MAX_HEADER } from '../read/limits.ts';
import { fieldOfHeader } from './header.ts';

/** A file's header and the rows under it. */
export type Table = {
  /** Of each column, by its place; empty where there is no header. */
  headers: string[];
  rows: FileRow[];
  /** Blank rows, headings and repeated headers between the rows: skipped. */
  blank: number;
};

const TITLE_ROWS = 30;
const SURE_NAMES = 3;

const filled = (row: FileRow) => row.cells.filter(Boolean);

/** How many different fields the cells of a row name; a name that only is a part of a cell counts half. */
function namedFields(row: FileRow): number {
  const best = new Map<string, number>();
  for (const cell of filled(row)) {
    const named = cell.length <= 24 ? fieldOfHeader(cell) : null;
    if (named) best.set(named.field, Math.max(best.get(named.field) ?? 0, named.exact ? 1 : 0.5));
  }
  return [...best.values()].reduce((a, b) => a + b, 0);
}

/** Short different words without a digit: they could be headers that we don't know. */
function looksLikeHeader(row: FileRow): boolean {
  const cells = filled(row);
  return (
    cells.length >= 2 &&
    new Set(cells).size === cells.length &&
    cells.every((c) => c.length <= 12 && !/\d/.test(c))
  );
}

/** Where the header is: the first row of those that name the most fields; -1: none. */
function headerAt(rows: readonly FileRow[]): number {
  const scores = rows.slice(0, TITLE_ROWS).map(namedFields);
  const most = Math.max(0, ...scores);
  if (most >= 1.5) return scores.indexOf(most);
  const first = rows.findIndex((row) => filled(row).length > 0);
  return first >= 0 && looksLikeHeader(rows[first]!) ? first : -1;
}

/** A row with one filled cell under a header of several is a heading (`一、卡若区`), not a posting. */
const isHeading = (row: FileRow, width: number) => width >= 3 && filled(row).length === 1;

/** `备注,以上均为日结` and sums stand below a table of several columns, and are no postings. */
const BELOW = /^(?:备注|附注|注|说明|填表说明|填报说明|合计|总计|小计|制表人?|填报人?|审核人?)(?:[:：\s]|$)/;
const isBelow = (row: FileRow, width: number) =>
  width >= 4 && filled(row).length <= 2 && BELOW.test(filled(row)[0] ?? '');

const sameCells = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((cell, index) => cell === others[index]);

/** Of so many rows with more cells than the header has, the last columns only lack their headers. */
const UNNAMED_SHARE = 0.2;

/** How many columns there are. A few longer rows are broken ones, and told of one by one. */
function widthOf(named: number, rows: readonly FileRow[]): number {
  const longer = rows.filter((row) => row.cells.length > named);
  return longer.length > rows.length * UNNAMED_SHARE
    ? longer.reduce((most, row) => Math.max(most, row.cells.length), 0)
    : named;
}

/** Finds the header, under whatever titles stand above it, and the rows that are postings. */
export function findTable(all: readonly FileRow[]): Table {
  const at = headerAt(all);
  const cells = at >= 0 ? all[at]!.cells : [];
  const headers = cells.map((cell) => cell.slice(0, MAX_HEADER));
  const below = all.slice(at + 1);
  const width = widthOf(headers.length, below);
  const named = headers.filter(Boolean).length;
  const rows = below.filter((row) => {
    if (filled(row).length === 0 || isHeading(row, named) || isBelow(row, named)) return false;
    return !(at >= 0 && sameCells(row.cells, cells) && namedFields(row) >= SURE_NAMES);
  });
  return {
    headers: Array.from({ length: width }, (_, index) => headers[index] ?? ''),
    rows,
    blank: below.length - rows.length,
  };
}
