export const MAX_ROWS = 20_000;
/** Rows to import, and titles above them. */
export const MAX_FILE_ROWS = MAX_ROWS + 40;
export const MAX_COLUMNS = 200;
/** As much as a spreadsheet program lets one write into a cell; what is behind is not read. */
export const MAX_CELL = 32_767;
/** Of all cells together: one text may stand in very many. */
export const MAX_TEXT = 48 * 1024 * 1024;
/** A header is a name: of a longer one the beginning is shown. */
export const MAX_HEADER = 120;
/** All parts of a workbook, unpacked. */
export const UNPACKED_BYTES = 96 * 1024 * 1024;
export const MAX_SHEETS = 100;
export const MAX_MERGES = 20_000;
export const XML_DEPTH = 64;
export const XML_TAG = 8192;

/** Kinds of files that can't be read, and what whoever has one can do. */
export type RefusedKind =
  | 'empty'
  | 'oldWorkbook'
  | 'locked'
  | 'binaryWorkbook'
  | 'numbers'
  | 'document'
  | 'slides'
  | 'otherOpen'
  | 'packed'
  | 'pdf'
  | 'picture'
  | 'mail'
  | 'json'
  | 'otherMarkup'
  | 'noTable'
  | 'oneColumn'
  | 'quotes'
  | 'encoding'
  | 'other';

/** What keeps a file of a kind that is read from being read. */
export type UnreadableKey =
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'tooLarge'
  | 'damaged'
  | 'tooMuchText'
  | 'longLine'
  | 'noRows'
  | 'time'
  | 'memory'
  | 'answer';

/** Why a file can't be read; `most`: how many there may be, where it has too many. Features say it in words. */
export type Unreadable = {
  key: RefusedKind | UnreadableKey;
  most?: number;
};

export class UnreadableFile extends Error {
  readonly why: Unreadable;
  constructor(why: Unreadable) {
    super(why.key);
    this.why = why;
  }
}

export const tooManyRows = (most = MAX_ROWS) => new UnreadableFile({ key: 'tooManyRows', most });
export const tooManyColumns = () => new UnreadableFile({ key: 'tooManyColumns', most: MAX_COLUMNS });
export const tooLarge = () => new UnreadableFile({ key: 'tooLarge' });
export const damaged = () => new UnreadableFile({ key: 'damaged' });

/** A row of the file: its number as a spreadsheet program counts it, from 1, and its cells as trimmed text. */
export type FileRow = { line: number; cells: string[]; hidden?: boolean };

/** A sheet of a file; a text file has one without a name. */
export type FileSheet = {
  name: string;
  hidden: boolean;
  rows: FileRow[];
  hiddenColumns: ReadonlySet<number>;
  /** Cells without a value to read, see `Grid`. */
  errors: number;
  unsolved: number;
};

/** What a file holds, before anything is known of its columns. */
export type FileTable = { encoding: string; sheets: FileSheet[] };
