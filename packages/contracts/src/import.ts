import * as z from 'zod';
import { zFlag } from './flag.ts';
import { zGigNumber, zGigState } from './gig.ts';
import { zPosting } from './posting.ts';
import { zId, zInstant, zLine, zPageCursor } from './scalars.ts';

/** What a column of a spreadsheet can be. */
export const IMPORT_FIELDS = [
  'externalId',
  /** Counts the rows of its file, and says nothing of the posting. */
  'rowNumber',
  'title',
  'trade',
  'employerName',
  'region',
  'landmark',
  'longitude',
  'latitude',
  /** Both in one cell. */
  'coordinates',
  'headcount',
  'pay',
  'payUnit',
  'settlement',
  'hours',
  'startsAt',
  'endsAt',
  'description',
  'sex',
  'age',
  'conditions',
  'experience',
  'included',
  'insurance',
  'remarks',
  'contact',
  'validUntil',
  'sourceUrl',
  /** Whether it is still being recruited for; rows that say no become no gig. */
  'recruiting',
  'ignore',
] as const;
export const zImportField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof zImportField>;

/** Rows of the second of an import's `sheets` count on from here, those of the third from twice as much. */
export const SHEET_LINES = 10_000_000;

/** Where a row is: its sheet's name, null where there is one sheet, and its number there. */
export const placeOfLine = (line: number, sheets: readonly string[]) => ({
  sheet: sheets[Math.floor(line / SHEET_LINES)] ?? null,
  row: line % SHEET_LINES,
});

/**
 * Why a column is taken for what it is, where its name alone doesn't say it: its numbers count rows; its ids stand in
 * many rows each; another column of its kind is used; our own lists have it; nobody knows it; an operator chose it, for
 * this file or for the sender's last one of the same columns.
 */
export const COLUMN_WHYS = ['serial', 'repeated', 'second', 'own', 'unknown', 'chosen', 'before'] as const;
export const zColumn = z
  .object({
    index: z.int(),
    header: z.string(),
    field: zImportField,
    sample: z.string(),
    /** It is hidden in the file, and left out unless somebody says what it is. */
    hidden: z.boolean().optional(),
    why: z.enum(COLUMN_WHYS).optional(),
    /** Of a `second` column: the index of the one that is used. */
    instead: z.int().optional(),
    /** Its values are 1, 2, 3 ..., whatever it is taken for. */
    counts: z.boolean().optional(),
  })
  .meta({ id: 'Column' });

export const zImportRow = z
  .object({
    /** Row of the file as a spreadsheet program counts it, from 1; of several sheets see `SHEET_LINES`. */
    line: z.int(),
    /** The row's cells as they were read; `columns[].index` counts into them. */
    cells: z.array(z.string()),
    externalId: z.string(),
    employerName: z.string(),
    posting: zPosting,
    /** Names of the workplace's region; empty where it isn't known. */
    regionNames: z.array(z.string()),
    flags: z.array(zFlag),
    /** What the importer took from the words and is not sure of, and what it left open. */
    notes: z.array(z.string()),
    /** Why the row can't become a gig; empty: it can. */
    errors: z.array(z.string()),
    /**
     * `new`, or what is there already under the same source and id; `stopped`: its sender wants nobody more, and it still
     * waits or is public here.
     */
    outcome: z.enum(['new', 'duplicate', 'changed', 'error', 'stopped', 'hidden', 'imported', 'undone']),
    gigId: zId.nullable(),
    /** How that gig stands now. */
    gig: z
      .object({
        number: zGigNumber,
        state: zGigState,
        /** Operators took it down after it was public; what is `refused` else never was. */
        takenDown: z.boolean(),
      })
      .nullable(),
    /** An operator sent its gig back, and nobody has corrected it since: what to correct. */
    returned: z.object({ number: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof zImportRow>;

/**
 * `reading`: not all rows are there yet, `counts.done` of `counts.rows` are; `unread`: that broke off, and the file is to
 * be sent again. `failed`: the run broke off, e.g. with its process; running it again takes up what is left.
 */
export const IMPORT_STATES = [
  'reading',
  'unread',
  'preview',
  'running',
  'done',
  'undoing',
  'undone',
  'failed',
] as const;
export const zImport = z
  .object({
    id: zId,
    state: z.enum(IMPORT_STATES),
    /** Counts the readings of the file; a run says which of them was seen. */
    version: z.int(),
    fileName: z.string(),
    encoding: z.string(),
    sourceName: z.string(),
    /** How to reach the sender; shown with their postings. Empty: not given. */
    sourceContact: z.string(),
    columns: z.array(zColumn),
    /** Names of the sheets that rows are of, in their order; empty: it is one. */
    sheets: z.array(z.string()),
    /** What of the file was left out, or read in a way that one should know: sentences. */
    said: z.array(z.string()),
    /** Rows that are hidden in the file are taken too. */
    withHidden: z.boolean(),
    /** Rows that say the same as a gig that ended are taken too, as new ones. */
    withEnded: z.boolean(),
    counts: z.object({
      rows: z.int(),
      new: z.int(),
      duplicate: z.int(),
      changed: z.int(),
      error: z.int(),
      imported: z.int(),
      flagged: z.int(),
      /** Rows of a reading that are read, of a run that are settled, whatever came out. */
      done: z.int(),
      /** Gigs taken back by an undo. */
      undone: z.int(),
      /** Gigs that an undo left, because they were decided or changed meanwhile. */
      kept: z.int(),
      /** Employers that only this import had made, gone with its gigs. */
      employers: z.int(),
      /** Rows whose sender wants nobody more, of what still waits or is public here. */
      stopped: z.int(),
      /** Rows that are hidden or filtered out in the file, and not taken. */
      hidden: z.int(),
      /** Blank rows and headings between the rows: skipped. */
      blank: z.int(),
    }),
    createdAt: zInstant,
    createdByName: z.string(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof zImport>;

export const zImportPreview = z
  .object({ import: zImport, rows: z.array(zImportRow), nextCursor: z.string().nullable() })
  .meta({ id: 'ImportPreview' });
/** What is waiting or public of the rows of the sender's last file that have none in this one. */
export const zImportAbsent = z
  .object({
    /** The file before; null: there is none. */
    last: z.object({ id: zId, fileName: z.string(), createdAt: zInstant }).nullable(),
    total: z.int(),
    /** The first of them. */
    items: z.array(
      z.object({
        gigId: zId,
        number: zGigNumber,
        state: zGigState,
        title: z.string(),
        employerName: z.string(),
      }),
    ),
  })
  .meta({ id: 'ImportAbsent' });
export type ImportAbsent = z.infer<typeof zImportAbsent>;
export const zImports = z.object({ items: z.array(zImport) });
export const zImportMapping = z
  .object({
    sourceName: zLine(60).min(1, '写清这些岗位从哪里来'),
    /** Left out: stays as it is. */
    sourceContact: zLine(60).optional(),
    /** Left out: stays as it is. */
    withHidden: z.boolean().optional(),
    /** Left out: stays as it is. */
    withEnded: z.boolean().optional(),
    columns: z.array(z.object({ index: z.int().min(0).max(199), field: zImportField })).max(200),
  })
  .meta({ id: 'ImportMapping' });
/** The reading that was shown, `import.version`. */
export const zImportRun = z.object({ version: z.int() }).meta({ id: 'ImportRun' });
export const zImportRowsQuery = z.object({
  cursor: zPageCursor.optional(),
  /** `kept`: after an undo, the rows whose gigs stay; `returned`: whose gigs were sent back. */
  only: z.enum(['error', 'flagged', 'duplicate', 'stopped', 'hidden', 'kept', 'returned']).optional(),
});
export type ImportPreview = z.infer<typeof zImportPreview>;
export type Imports = z.infer<typeof zImports>;
export type ImportRowsQuery = z.input<typeof zImportRowsQuery>;
