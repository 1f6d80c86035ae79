import { SHEET_LINES } from '@linggong/contracts/import.ts';
import type { Naming } from './naming.ts';
import type { FileRow, FileSheet } from './read/limits.ts';
import { filled, findTables, type Table } from './table.ts';

/** All rows of a file that are of one shape, and what is said of the rest. */
export type Whole<F extends string> = Table<F> & {
  /** Names of the sheets that rows are of, by `sheetOf` their line; empty: there is one. */
  sheets: string[];
  hiddenColumns: ReadonlySet<number>;
  /** What of the file was left out or read in a way that one should know, in sentences. */
  said: string[];
};

type Part<F extends string = string> = Table<F> & { sheet: FileSheet; first: boolean };

type AnyTable = Table<string>;
type Called = Pick<Naming<string>, 'row' | 'list'>;

const QUOTED = 5;
const QUOTE = 30;

const weight = ({ rows }: AnyTable) => rows.reduce((sum, row) => sum + filled(row).length, 0);
const isNamed = ({ named }: AnyTable) => named.filter(Boolean).length >= 2;
/** What is seen, has a header and the most in it. */
const rank = (part: Part): number[] => [part.sheet.hidden ? 0 : 1, isNamed(part) ? 1 : 0, weight(part)];
const byRank = (a: Part, b: Part) => {
  const [some, others] = [rank(a), rank(b)];
  const at = some.findIndex((one, index) => one !== others[index]);
  return at < 0 ? 0 : others[at]! - some[at]!;
};

const key = (header: string) => header.replace(/\s/g, '');

/** Where each of the main table's columns is in another one; null: it has other columns. */
function orderOf(main: AnyTable, other: AnyTable): number[] | null {
  const [ours, theirs] = [main.headers.map(key), other.headers.map(key)];
  if (ours.length !== theirs.length || other.lines === 0) return null;
  if (ours.every((header, index) => header === theirs[index])) return ours.map((_, index) => index);
  if (new Set(ours).size !== ours.length) return null;
  const order = ours.map((header) => theirs.indexOf(header));
  return order.includes(-1) ? null : order;
}

const inOrder = (row: FileRow, order: readonly number[]): FileRow => {
  // What is behind the last column stays there, to be told of.
  const cells = [...order.map((from) => row.cells[from] ?? ''), ...row.cells.slice(order.length)];
  return { ...row, cells: cells.slice(0, cells.findLastIndex(Boolean) + 1) };
};

const quote = (row: FileRow) => {
  const text = filled(row).join(' ').replace(/\s+/g, ' ');
  return `“${text.length > QUOTE ? `${text.slice(0, QUOTE)}…` : text}”`;
};
const called = ({ sheet }: Part) => (sheet.name ? `「${sheet.name}」` : '');

function saidBeside(part: Part, is: Called): string[] {
  const { beside, lines } = part;
  const said = lines === 2 ? [`${called(part)}表头有两行，合起来读了。`] : [];
  if (beside.length === 0) return said;
  const rows = beside.slice(0, QUOTED).map((row) => `第 ${row.line} 行${quote(row)}`);
  const more = beside.length > QUOTED ? `等 ${beside.length} 行` : '';
  return [...said, `${called(part)}这些行不是${is.row}，没有读：${rows.join('、')}${more}。`];
}

function saidOther(part: Part, main: Part, is: Called): string | null {
  const rows = part.rows.length;
  const { hidden, name } = part.sheet;
  if (rows === 0) return null;
  if (part.sheet === main.sheet || !part.first)
    return `${called(part)}第 ${part.rows[0]!.line} 行起是另一张表，列不一样，${rows} 行没有读。要导入就单独存成一个文件。`;
  const sheet = `${hidden ? '隐藏的' : ''}${name ? `「${name}」` : '另一张表'}`;
  return isNamed(part)
    ? `${sheet}的列不一样，${rows} 行没有读。要导入就单独存成一个文件。`
    : `${sheet}不像${is.list}，${rows} 行没有读。`;
}

function saidCells(sheets: readonly FileSheet[]): string[] {
  const sum = (of: 'errors' | 'unsolved') => sheets.reduce((all, sheet) => all + sheet[of], 0);
  const [errors, unsolved] = [sum('errors'), sum('unsolved')];
  return [
    errors > 0 && `有 ${errors} 格是错误值（像 #N/A），当作空的。`,
    unsolved > 0 && `有 ${unsolved} 格公式没有存下结果，当作空的。请用 Excel 或 WPS 打开、保存一次再传。`,
  ].filter((sentence) => sentence !== false);
}

/**
 * The rows of all sheets, and of all tables on them, that have the columns of the fullest one, in the file's order; of
 * the others it is said that they weren't read. Lines count on through the sheets, see `SHEET_LINES`.
 */
export function findRows<F extends string>(sheets: readonly FileSheet[], naming: Naming<F>): Whole<F> {
  const parts = sheets
    .filter(({ rows }) => rows.some((row) => filled(row).length > 0))
    .flatMap((sheet) =>
      findTables(sheet.rows, naming).map(
        (table, index): Part<F> => ({ ...table, sheet, first: index === 0 }),
      ),
    );
  const main = parts.toSorted(byRank)[0];
  if (!main)
    return {
      headers: [],
      named: [],
      rows: [],
      blank: 0,
      beside: [],
      lines: 0,
      sheets: [],
      hiddenColumns: new Set(),
      said: [],
    };
  const taken = parts.flatMap((part) => {
    const order = part === main ? main.headers.map((_, index) => index) : orderOf(main, part);
    return order && part.rows.length > 0 ? [{ part, order }] : [];
  });
  const from = [...new Set(taken.map(({ part }) => part.sheet))];
  const rows = taken.flatMap(({ part, order }) => {
    const before = from.indexOf(part.sheet) * SHEET_LINES;
    return part.rows.map((row) => ({ ...inOrder(row, order), line: before + row.line }));
  });
  const read = new Set(taken.map(({ part }) => part));
  const hidden = [...main.sheet.hiddenColumns].filter((index) => main.headers[index]);
  const names = hidden.map((index) => `「${main.headers[index]}」`).join('');
  return {
    ...main,
    rows,
    blank: taken.reduce((sum, { part }) => sum + part.blank, 0),
    sheets: from.length > 1 ? from.map(({ name }, index) => name || `第 ${index + 1} 张表`) : [],
    hiddenColumns: main.sheet.hiddenColumns,
    // Sheets without names may be told of in the same words.
    said: [
      ...new Set([
        ...parts.flatMap((part) => (read.has(part) ? saidBeside(part, naming) : [])),
        ...parts.flatMap((part) => (read.has(part) ? [] : (saidOther(part, main, naming) ?? []))),
        ...(names ? [`${names}是隐藏的列，没有用。要用就在下面选它是什么。`] : []),
        ...saidCells(from),
      ]),
    ],
  };
}
