import { hash } from 'node:crypto';
import type { Import, ImportField } from '@linggong/contracts/import.ts';
import { bareId, isDamagedId } from '../../../platform/sheets/cells/id.ts';
import { kept } from '../../../platform/sheets/cells/kept.ts';
import { words } from '../../../platform/sheets/cells/text.ts';
import { headerName } from '../../../platform/sheets/header-name.ts';
import { CELL_MAX } from '../cells/row.ts';
import { parseClock, parseDayTime } from '../cells/times.ts';
import { OF_THE_LIST } from '../columns/names.ts';

/** What tells a row from others, besides the id that its file gives it. */
export type Identity = {
  /** Made of all its cells but numbers of rows: of two rows with the same one nobody can say in what they differ. */
  contentId: string;
  /** Made of what it tells in columns that became no part of the posting. */
  unread: string;
  /** Made of its source, who wants what done where, and `unread`: the same for a row and what became of it later. */
  likeKey: string;
  /** Made of its first day and its hours; empty where it names no first day. Of two alike in this only the last day differs. */
  begins: string;
  /** What the file counts it by; empty where it doesn't. */
  rowNumber: string;
};

const LIKE: ReadonlySet<ImportField> = new Set([
  'employerName',
  'title',
  'trade',
  'region',
  'landmark',
  'longitude',
  'latitude',
  'coordinates',
]);

/** Whether a cell tells the first day or the hours: under 下班时间 stands an hour, under 收工日期 a last day. */
const isOfBegin = (field: ImportField, text: string) =>
  field === 'startsAt' || field === 'hours' || (field === 'endsAt' && parseClock(text) !== null);

const digest = (parts: readonly string[]) => hash('sha256', parts.join('\u0000'), 'base64url').slice(0, 20);

/** A cell as cells are compared, however a spreadsheet program saved it. */
const compared = kept((cell) => {
  const text = bareId(words(cell.slice(0, CELL_MAX)));
  const day = /^\d{4}\D/.test(text) ? parseDayTime(text) : null;
  return day ? `${day.day} ${day.minutes ?? ''}` : text.replace(/\s/g, '');
});

/** `externalId` is what a column gives as the row's id, believed or not. */
export function identityOf(
  cells: readonly string[],
  columns: Import['columns'],
  sourceName: string,
): Identity {
  const [all, unread, like, begins]: string[][] = [[], [], [], []];
  let rowNumber = '';
  let hasFirstDay = false;
  for (const { index, header, field, why } of columns) {
    const text = compared(cells[index] ?? '');
    if (!text || why === 'own') continue;
    if (field === 'rowNumber') {
      rowNumber ||= text;
      continue;
    }
    const name = headerName(header) || `#${index}`;
    const said = `${name}\u0001${text}`;
    all!.push(said);
    if (field === 'ignore' && !OF_THE_LIST.has(name)) unread!.push(said);
    hasFirstDay ||= field === 'startsAt' && parseClock(text) === null;
    if (isOfBegin(field, text)) begins!.push(said);
    if (LIKE.has(field)) like!.push(`${field}\u0001${text}`);
  }
  const rest = digest(unread!.sort());
  return {
    contentId: `内容-${digest(all!.sort())}`,
    unread: rest,
    likeKey: digest([sourceName, rest, ...like!.sort()]),
    begins: hasFirstDay ? digest(begins!.sort()) : '',
    rowNumber,
  };
}

/** The id in a cell; null where there is none, or none that can be trusted. `damaged`: as it was written. */
export function idIn(cell: string | undefined): { id: string | null; damaged: string | null } {
  const id = cell ? bareId(cell) : '';
  if (!id) return { id: null, damaged: null };
  return isDamagedId(id) ? { id: null, damaged: id } : { id, damaged: null };
}
