import type { Import } from '@linggong/contracts/import.ts';
import type { NamedRegion } from '../cells/place.ts';
import type { FileRow } from '../read/limits.ts';

/** What the reader is given, as one line: what stands before the form's boundary, and the names of places. */
export type FileJob = { contentType: string; regions: NamedRegion[] };

/** What stands in the form besides the file. */
export type FormFields = { fileName: string; sourceName: string; sourceContact: string };

/** What the reader says, in this order; after `malformed` and `unreadable` nothing. */
export type FileMessage =
  | { malformed: 'form' | 'file' }
  | { unreadable: string }
  | { form: FormFields }
  | { table: { encoding: string; columns: Import['columns']; blank: number } }
  | { rows: FileRow[] };
