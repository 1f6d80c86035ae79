/** What one file may hold at most; more is refused with a sentence that says so. */
export const FILE_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 20_000;
/** Rows to import, and titles above them. */
export const MAX_FILE_ROWS = MAX_ROWS + 40;
export const MAX_COLUMNS = 200;
/** All parts of a workbook, unpacked. */
export const UNPACKED_BYTES = 96 * 1024 * 1024;

/** A file that can't be read; `message` is a sentence for the operator. */
export class UnreadableFile extends Error {}

/** A row of the file: its number as a spreadsheet program counts it, from 1, and its cells as trimmed text. */
export type FileRow = { line: number; cells: string[] };

/** What a file holds, before anything is known of its columns. */
export type FileTable = { encoding: string; rows: FileRow[] };
