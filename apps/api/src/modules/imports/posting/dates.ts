import { localDate, localDay, localMoment } from '@linggong/rules/time.ts';
import { type ReadDates, readDates, readEnd, readLastDay } from '../cells/dates.ts';
import { type Cell, called, labelled, type Notes } from '../cells/row.ts';

/** Reads the dates of cells; a year that they don't say is named in the notes. */
export type DateReader = {
  days(cell: Cell): ReadDates | null;
  /** The end of what begins at `first`. */
  end(cell: Cell, first: ReadDates | null): ReadDates | null;
  lastDay(cell: Cell): ReturnType<typeof readLastDay>;
};

const yearOf = (day: string) => day.slice(0, 4);
const spokenDay = (day: string) => `${yearOf(day)}年${localDate(localMoment(day, 0))}`;

/** `2026年12月1日`, `2026年12月1日到12月5日`, `2026年12月30日到2027年1月3日`. */
export function spokenDays(first: string, last: string): string {
  if (last === first) return spokenDay(first);
  const end = spokenDay(last);
  return `${spokenDay(first)}到${yearOf(first) === yearOf(last) ? end.slice(5) : end}`;
}

const spoken = ({ from, to }: ReadDates) => spokenDays(from.day, to?.day ?? from.day);

export function dateReader(now: Date, notes: Notes): DateReader {
  const said = <T extends ReadDates>(cell: Cell, read: T | null): T | null => {
    if (read?.assumed)
      notes.add(
        `${called(cell)}“${cell.text}”没写年份，表是 ${spokenDay(localDay(now))}收到的，按${spoken(read)}算。`,
      );
    return read;
  };
  return {
    days: (cell) => said(cell, readDates(cell.text, now)),
    end: (cell, first) => said(cell, readEnd(cell.text, first, now)),
    lastDay: (cell) => said(cell, readLastDay(cell.text, now)),
  };
}

/** A cell's words, with the year where it was told by when the file came. */
export const dated = (cell: Cell, read: ReadDates | null) =>
  read?.assumed ? `${labelled(cell)}（${spoken(read)}）` : labelled(cell);
