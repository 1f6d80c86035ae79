import { areOneHeading, type Heading, headingOfOne, headingOfTwo } from './heading.ts';
import type { Named, Naming } from './naming.ts';
import { type FileRow, MAX_HEADER } from './read/limits.ts';

/** A file's header and the rows under it. */
export type Table<F extends string> = {
  /** Of each column, by its place; empty where there is no header. */
  headers: string[];
  /** What each header names. */
  named: (Named<F> | null)[];
  rows: FileRow[];
  /** Blank rows, headings and repeated headers between the rows: skipped. */
  blank: number;
  /** Rows with something in them that are none of the list: titles above, headings between, notes below. */
  beside: FileRow[];
  /** How many lines the header has; 0: there is none. */
  lines: 0 | 1 | 2;
};

type AnyNaming = Pick<Naming<string>, 'fieldOfHeader'>;

const TITLE_ROWS = 30;
const SURE_NAMES = 3;

export const filled = (row: FileRow) => row.cells.filter(Boolean);

/** How many different fields the cells of a row name; a name that only is a part of a cell counts half. */
function namedFields(row: FileRow, { fieldOfHeader }: AnyNaming): number {
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
function headerAt(rows: readonly FileRow[], naming: AnyNaming): number {
  const scores = rows.slice(0, TITLE_ROWS).map((row) => namedFields(row, naming));
  const most = Math.max(0, ...scores);
  if (most >= 1.5) return scores.indexOf(most);
  const first = rows.findIndex((row) => filled(row).length > 0);
  return first >= 0 && looksLikeHeader(rows[first]!) ? first : -1;
}

/** A row with one filled cell under a header of several is a heading (`一、卡若区`), not a row of the list. */
const isHeading = (row: FileRow, width: number) => width >= 3 && filled(row).length === 1;

const SUM =
  /^(?:(?:以上|本[页表次]|总)?(?:合\s*计|总\s*计|小\s*计|共\s*计)|总合计|(?:sub|grand )?total)(?:[:：\s（(]|\d|共|$)/i;
/** `合计`, also behind a name (`城东,小计`), and `共2家企业`: whatever else the row sums up. */
const isSum = (row: FileRow) => {
  const cells = filled(row);
  return (
    SUM.test(cells[0] ?? '') ||
    cells.slice(1, 3).some((cell) => /^[小合总共]\s*计[:：]?$/.test(cell)) ||
    (/^(?:总?共|一共|累计)\s*\d+\s*[家个人名条]/.test(cells[0] ?? '') &&
      cells.every((cell) => cell.length <= 30))
  );
};
/** `领导签字：`, with or without who signed. */
const SIGNED = /^[^，。；]{0,12}(?:签字|签名|签章|盖章|公章)(?:[（(][^）)]*[）)])?\s*(?:[:：]|$)/;

/** `备注,以上均为日结`, sums and signatures stand below a table of several columns, and are not of the list. */
const BELOW =
  /^(?:备注|附注|注|说明|填表说明|填报说明|温馨提示|合计|总计|小计|共计|制表|制表人|填表人|填报人|填表日期|填报日期|填报单位|审核|审核人|负责人|经办人|联系人|联系方式|联系电话|报名电话|咨询电话|电话|单位盖章|盖章)(?:[:：\s]|$)/;
const isBelow = (row: FileRow, width: number) =>
  width >= 3 &&
  (isSum(row) ||
    SIGNED.test(filled(row)[0] ?? '') ||
    (filled(row).length <= Math.max(2, width / 2) && BELOW.test(filled(row)[0] ?? '')));

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

type Found<F extends string> = { heading: Heading<F>; from: number; lines: 0 | 1 | 2 };

/** The header of one line or two, and where the rows begin under it. */
function headingOf<F extends string>(all: readonly FileRow[], naming: Naming<F>): Found<F> {
  const at = headerAt(all, naming);
  if (at < 0) return { heading: { headers: [], named: [], lines: 1 }, from: 0, lines: 0 };
  const [before, row, next] = [all[at - 1], all[at]!, all[at + 1]];
  if (areOneHeading(row, next)) return { heading: headingOfTwo(row, next!, naming), from: at + 2, lines: 2 };
  if (areOneHeading(before, row))
    return { heading: headingOfTwo(before!, row, naming), from: at + 1, lines: 2 };
  return { heading: headingOfOne(row, naming), from: at + 1, lines: 1 };
}

/** Where another table begins below the first: at a header with other names, or the same ones in another order. */
function nextTableAt(all: readonly FileRow[], from: number, { fieldOfHeader }: AnyNaming): number {
  const lines = all.slice(Math.max(0, from - 2), from);
  return all.findIndex((row, index) => {
    if (index < from || !looksLikeHeader(row)) return false;
    if (lines.some(({ cells }) => sameCells(cells, row.cells))) return false;
    const exact = filled(row).filter((cell) => fieldOfHeader(cell)?.exact).length;
    return exact >= SURE_NAMES && exact >= filled(row).length / 2;
  });
}

/** The tables of a sheet, one below the other, each with its own header. */
export function findTables<F extends string>(all: readonly FileRow[], naming: Naming<F>): Table<F>[] {
  const { from } = headingOf(all, naming);
  const next = nextTableAt(all, from, naming);
  if (next < 0) return [findTable(all, naming)];
  return [findTable(all.slice(0, next), naming), ...findTables(all.slice(next), naming)];
}

/** Finds the header, under whatever titles stand above it, and the rows that are of the list. */
export function findTable<F extends string>(all: readonly FileRow[], naming: Naming<F>): Table<F> {
  const { heading, from, lines } = headingOf(all, naming);
  const headers = heading.headers.map((cell) => cell.slice(0, MAX_HEADER));
  const above = all.slice(0, from - lines);
  const below = all.slice(from);
  const width = widthOf(headers.length, below);
  const named = headers.filter(Boolean).length;
  const headerLines = all.slice(from - lines, from);
  const isRepeated = (row: FileRow) =>
    headerLines.some(({ cells }) => sameCells(row.cells, cells)) && namedFields(row, naming) >= SURE_NAMES;
  const rows = below.filter(
    (row) => filled(row).length > 0 && !isHeading(row, named) && !isBelow(row, named) && !isRepeated(row),
  );
  const taken = new Set(rows);
  return {
    headers: Array.from({ length: width }, (_, index) => headers[index] ?? ''),
    named: Array.from({ length: width }, (_, index) => heading.named[index] ?? null),
    rows,
    blank: below.length - rows.length,
    beside: [...above, ...below].filter(
      (row) => filled(row).length > 0 && !taken.has(row) && !isRepeated(row),
    ),
    lines,
  };
}
