import { plain } from './text.ts';

/** What a spreadsheet program made of a long number: its digits are gone. */
const DAMAGED = /^\d(?:\.\d+)?e\+?\d{1,3}$/i;

/** An id as it was given: without `="…"`, an apostrophe or backtick before it, and blanks around it. */
export const bareId = (cell: string): string =>
  plain(cell)
    .replace(/^="(.*)"$/, '$1')
    .replace(/^['`’‘′]+/, '')
    .trim();

/** Whether an id's digits can't be trusted, as in `1.23457E+17`: several postings may look like one. */
export const isDamagedId = (id: string): boolean => DAMAGED.test(id);
