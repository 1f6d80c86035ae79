import { madeDate } from './made-date.ts';
import { plain } from './text.ts';

/** What a spreadsheet program made of a long number (`1.23457E+17`), of a narrow column, of a formula that failed. */
const DAMAGED = /^\d(?:[.,]\d+e\+?|e\+)\d{1,3}$|^#+$|^#(?:ref|name|value|num|n\/a|null|div\/0)[!?]?$/i;
/** A spreadsheet program keeps fifteen digits and writes zeros for the others. One zero may have been there. */
const KEPT_DIGITS = /^[1-9]\d{14}0{2,}$/;

/** An id as it was given: without `="…"`, an apostrophe or backtick before it, blanks around it, and a point and zeros behind a number. */
export const bareId = (cell: string): string =>
  plain(cell)
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['`’‘′＇]+/, '')
    .trim()
    .replace(/^(\d+)\.0+$/, '$1');

/** Whether an id can't be trusted, as a spreadsheet program changed it: several postings may look like one. */
export const isDamagedId = (id: string): boolean =>
  DAMAGED.test(id) || KEPT_DIGITS.test(id) || (!/^\d+$/.test(id) && madeDate(id) !== null);
