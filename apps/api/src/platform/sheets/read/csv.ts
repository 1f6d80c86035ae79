import { CsvError, parse } from 'csv-parse/sync';
import { refused } from './kinds.ts';
import { type FileRow, MAX_FILE_ROWS, UnreadableFile } from './limits.ts';

const DELIMITERS = [',', ';', '\t', '|', '，', '；', '｜'] as const;
const SAMPLE_ROWS = 40;
const RECORD_BYTES = 400_000;

/** A quoted cell with blanks behind its quote, which the parser takes for a cell that only begins with a word in quotes. */
const QUOTED_THEN_BLANK = /^"(.*)"\s+$/s;
const unwrapped = (cell: string) => (cell.startsWith('"') ? cell.replace(QUOTED_THEN_BLANK, '$1') : cell);

function records(text: string, delimiter: string, to?: number): string[][] {
  const rows: string[][] = parse(text, {
    delimiter,
    to,
    relax_column_count: true,
    relax_quotes: true,
    // Files are glued together: any line end ends a row, whichever came first.
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: false,
    max_record_size: RECORD_BYTES,
    // Blanks behind are cut later: the parser refuses words behind a quote where it cuts them, as in `"大"仓库`.
    ltrim: delimiter !== '\t',
  });
  return rows.map((cells) => cells.map(unwrapped));
}

/** A row may be long because its quote never ends, or by itself. */
const hasLongLine = (text: string) =>
  text.split(/\r\n|\n|\r/).some((line) => Buffer.byteLength(line) > RECORD_BYTES);

/** The delimiter that cuts the first rows into the most columns of the same number. */
function detectDelimiter(text: string): string {
  const scores = DELIMITERS.map((delimiter) => {
    const widths = new Map<number, number>();
    try {
      for (const { length } of records(text, delimiter, SAMPLE_ROWS))
        widths.set(length, (widths.get(length) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
    }
    const score = Math.max(0, ...[...widths].map(([width, rows]) => (width - 1) * rows));
    return { delimiter, score };
  });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** Spreadsheet programs write and read a first line that names the delimiter. */
const SEPARATOR_LINE = /^"?sep=([,;\t|，；])"?(?:\r\n|\n|\r)/i;

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Rows of a text with one of the delimiters, blank ones too, so that numbers of rows stay as a spreadsheet program
 * shows them. Throws `UnreadableFile` where quotes never end.
 */
export function readCsv(text: string): FileRow[] {
  const said = SEPARATOR_LINE.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const firstLine = said ? 2 : 1;
  const delimiter = said?.[1] ?? detectDelimiter(body);
  if (isJson(body)) throw refused('json');
  let all: string[][];
  try {
    all = records(body, delimiter, MAX_FILE_ROWS + 1);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code !== 'CSV_MAX_RECORD_SIZE' || !hasLongLine(body)) throw refused('quotes');
    throw new UnreadableFile({ key: 'longLine' });
  }
  const filled = all.filter((cells) => cells.some((cell) => cell.trim()));
  if (filled.length > 0 && filled.every((cells) => cells.length < 2)) throw refused('oneColumn');
  return all.map((cells, index) => ({ line: firstLine + index, cells }));
}
