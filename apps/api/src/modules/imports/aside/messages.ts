import type { Import } from '@linggong/contracts/import.ts';
import type { FileRow, Unreadable } from '../../../platform/sheets/read/limits.ts';
import type { FormFields } from './form.ts';
import type { JobRegion, RowRead } from './row-reader.ts';

type Around = { regions: JobRegion[]; now: string };

/**
 * What the reader is given as its first line: a form's type, for its file, under the columns that follow once the table
 * is known; or columns, for rows that follow line by line.
 */
export type Job = Around &
  ({ contentType: string } | Pick<Import, 'columns' | 'sourceName' | 'sheets' | 'withHidden'>);

/** What a file's rows are read under. */
export type GivenColumns = Import['columns'];
/** A line of rows that the reader is given. */
export type GivenRows = FileRow[];

export type Table = Pick<Import, 'encoding' | 'columns' | 'sheets' | 'said'> & {
  blank: number;
  rowCount: number;
};

/**
 * What the reader says, in this order; after `malformed` and `unreadable` nothing. Of given rows it says `rows` alone.
 */
export type Message =
  | { malformed: 'form' | 'file' }
  | { unreadable: Unreadable }
  | { form: FormFields }
  | { table: Table }
  | { rows: RowRead[] };
