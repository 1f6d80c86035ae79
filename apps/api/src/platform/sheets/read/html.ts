import { type Grid, newGrid, put } from './grid.ts';
import { formattedIn } from './html-format.ts';
import { MAX_COLUMNS, MAX_FILE_ROWS, MAX_MERGES, MAX_SHEETS, tooLarge } from './limits.ts';
import { decoded } from './xml.ts';

const NAME = /^\/?[a-z][a-z0-9]*/i;
const MAX_TAG = 8192;
const HIDDEN = /display\s{0,9}:\s{0,9}none|mso-height-source\s{0,9}:\s{0,9}hidden/i;
/** What stands in these is nothing that one reads. */
const SILENT = new Set(['script', 'style', 'head', 'title', 'template']);
const BREAKS = new Set(['br', 'p', 'div', 'li']);

type Tag = { name: string; closes: boolean; text: string };

/** A span of cells as an attribute says it. */
function spanOf(tag: string, name: 'rowspan' | 'colspan', most: number): number {
  const told = new RegExp(`\\b${name}\\s{0,9}=\\s{0,9}["']?(\\d{1,5})`, 'i').exec(tag)?.[1];
  return Math.min(Math.max(1, Number(told ?? 1)), most);
}

/** Tags and the text between them, one after the other, without comments. */
function* pieces(html: string): Generator<Tag | string> {
  // Where the next `>` is; looked for once, not once for each `<` before it.
  let close = -1;
  for (let at = 0; at < html.length; ) {
    const next = html.indexOf('<', at);
    if (next < 0) return yield html.slice(at);
    if (next > at) yield html.slice(at, next);
    if (html.startsWith('<!--', next)) {
      const end = html.indexOf('-->', next);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    if (close < next) close = html.indexOf('>', next);
    if (close < 0) close = html.length;
    const end = close;
    const text = end === html.length || end - next > MAX_TAG ? '' : html.slice(next + 1, end);
    const name = NAME.exec(text)?.[0].toLowerCase();
    if (name) yield { name: name.replace('/', ''), closes: name.startsWith('/'), text };
    else if (!text.startsWith('!') && !text.startsWith('?')) yield '<';
    at = name || text ? end + 1 : next + 1;
  }
}

/**
 * The tables of a page, as many programs write one and call it .xls. A table within a cell is words of that cell. It is
 * read leniently, in one pass: what isn't closed ends with what comes next.
 */
export function readHtml(html: string): Grid[] {
  const sheets: Grid[] = [];
  let sheet = newGrid('');
  let [depth, row, column, silent] = [0, -1, -1, ''];
  let cell: { text: string[]; tag: string; rowspan: number; colspan: number } | null = null;
  /** Columns that cells above reach into: up to which row. */
  let taken: number[] = [];

  function endCell(): void {
    if (!cell) return;
    const { rowspan, colspan, text, tag } = cell;
    cell = null;
    column += 1;
    while ((taken[column] ?? -1) >= row) column += 1;
    const words = decoded(text.join(''))
      .replace(/[^\S\n]+/g, ' ')
      .trim();
    put(sheet, row, column, formattedIn(tag, words));
    for (let c = column; c < Math.min(column + colspan, MAX_COLUMNS); c++) taken[c] = row + rowspan - 1;
    if (rowspan + colspan > 2)
      sheet.merges.push({ top: row, left: column, bottom: row + rowspan - 1, right: column + colspan - 1 });
    if (sheet.merges.length > MAX_MERGES) throw tooLarge();
    column += colspan - 1;
  }
  function inTable({ name, closes, text }: Tag): void {
    if (name === 'tr') {
      endCell();
      if (closes) return;
      [row, column] = [row + 1, -1];
      if (HIDDEN.test(text)) sheet.hiddenRows.add(row);
    } else if (name === 'td' || name === 'th') {
      endCell();
      if (closes) return;
      row = Math.max(row, 0);
      const [rowspan, colspan] = [
        spanOf(text, 'rowspan', MAX_FILE_ROWS),
        spanOf(text, 'colspan', MAX_COLUMNS),
      ];
      cell = { text: [], tag: text, rowspan, colspan };
    } else if (BREAKS.has(name)) cell?.text.push('\n');
  }
  function onTable(closes: boolean): void {
    depth = Math.max(0, depth + (closes ? -1 : 1));
    if (closes ? depth > 0 : depth > 1) return;
    endCell();
    if (closes) return;
    sheet = newGrid('');
    sheets.push(sheet);
    [row, column, taken] = [-1, -1, []];
    if (sheets.length > MAX_SHEETS) throw tooLarge();
  }

  for (const piece of pieces(html)) {
    if (typeof piece === 'string') {
      if (!silent) (cell as { text: string[] } | null)?.text.push(piece.replace(/\s+/g, ' '));
    } else if (silent) {
      if (piece.closes && piece.name === silent) silent = '';
    } else if (SILENT.has(piece.name)) silent = piece.closes ? '' : piece.name;
    else if (piece.name === 'table') onTable(piece.closes);
    else if (depth === 1) inTable(piece);
  }
  endCell();
  return sheets;
}
