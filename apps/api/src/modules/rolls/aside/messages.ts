import type { RollColumn } from '@linggong/contracts/roll.ts';
import type { Unreadable } from '../../../platform/sheets/read/limits.ts';
import type { RowRead } from '../reading/said.ts';

/** What the reader is given as its only line. `today`: `YYYY-MM-DD`. */
export type Job = { contentType: string; today: string };

/** What stands in an upload's form besides the file. */
export type FormSaid = { fileName: string; regionId: string };
export type TableSaid = {
  encoding: string;
  columns: RollColumn[];
  sheets: string[];
  said: string[];
  rowCount: number;
};

/** What it says, in this order; after `malformed` and `unreadable` nothing. */
export type Message =
  | { malformed: 'form' | 'file' }
  | { unreadable: Unreadable }
  | { form: FormSaid }
  | { table: TableSaid }
  | { rows: RowRead[] };
