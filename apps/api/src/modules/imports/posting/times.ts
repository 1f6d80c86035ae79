import type { Posting } from '@linggong/contracts/posting.ts';
import { localDate, localDay, localMoment } from '@linggong/rules/time.ts';
import { type ReadDates, readDates, readLastDay } from '../cells/dates.ts';
import { type Cell, called, labelled, type Notes, type RowCells } from '../cells/row.ts';
import { oneShift, parseClock, parseClockRange, validTo } from '../cells/times.ts';

type Times = { shift: { startsAt: string | null; endsAt: string | null }; hoursText: string };

/** Reads the dates of cells; a year that they don't say is named in the notes. */
export type DateReader = {
  days(cell: Cell | undefined): ReadDates | null;
  lastDay(cell: Cell): ReturnType<typeof readLastDay>;
};

const yearOf = (day: string) => day.slice(0, 4);
const spokenDay = (day: string) => `${yearOf(day)}年${localDate(localMoment(day, 0))}`;

/** `2026年12月1日`, `2026年12月1日到12月5日`. */
function spoken({ from, to }: ReadDates): string {
  if (!to || to.day === from.day) return spokenDay(from.day);
  const end = spokenDay(to.day);
  return `${spokenDay(from.day)}到${yearOf(from.day) === yearOf(to.day) ? end.slice(5) : end}`;
}

export function dateReader(now: Date, notes: Notes): DateReader {
  const said = <T extends ReadDates>(cell: Cell, read: T | null): T | null => {
    if (read?.assumed)
      notes.add(
        `${called(cell)}“${cell.text}”没写年份，表是 ${spokenDay(localDay(now))}收到的，按${spoken(read)}算。`,
      );
    return read;
  };
  return {
    days: (cell) => (cell ? said(cell, readDates(cell.text, now)) : null),
    lastDay: (cell) => said(cell, readLastDay(cell.text, now)),
  };
}

/** A cell's words, with the year where it was told by when the file came. */
const dated = (cell: Cell, read: ReadDates | null) =>
  read?.assumed ? `${labelled(cell)}（${spoken(read)}）` : labelled(cell);

type Told = { cell: Cell; read: ReadDates | null };

/** Of cells for one end of a shift the one that tells it best: to the minute, else by its day; and a time that stands alone. */
function endOfShift(cells: readonly Cell[], dates: DateReader) {
  const told: Told[] = cells.map((cell) => ({
    cell,
    read: parseClock(cell.text) === null ? dates.days(cell) : null,
  }));
  const best = told.find(({ read }) => read?.from.minutes != null) ?? told.find(({ read }) => read);
  const clock = cells.find(({ text }) => parseClock(text) !== null);
  return { told, read: best?.read ?? null, clock };
}

/** A dated shift where the cells tell one to the minute; all else stays in the words of the file. */
export function timesOf(row: RowCells, dates: DateReader, notes: Notes): Times {
  const [start, end] = [endOfShift(row('startsAt'), dates), endOfShift(row('endsAt'), dates)];
  const hours = row('hours');
  // 上班时间 is a time alone where 下班时间 stands beside it, else the span of both.
  const begins = start.clock ?? hours.find(({ text }) => parseClock(text) !== null);
  const span = hours.find(({ text }) => parseClockRange(text) !== null);
  const pair = begins && end.clock ? `${begins.text}-${end.clock.text}` : null;
  const shift = oneShift(
    start.read?.from ?? null,
    start.read?.to ?? end.read?.to ?? end.read?.from ?? null,
    pair ?? span?.text ?? hours.map((cell) => cell.text).join(' '),
  );
  const cells = [...start.told, ...end.told].map(({ cell }) => cell);
  const words = hours.map((cell) => (hours.length > 1 || pair ? labelled(cell) : cell.text));
  if (shift) {
    notes.add(`班次时间：取自${[...cells, ...hours].map((cell) => `“${cell.text}”`).join('、')}。`);
    return { shift, hoursText: words.join('；') };
  }
  const period = [...start.told, ...end.told].map(({ cell, read }) => dated(cell, read));
  if (period.length > 0)
    notes.add(`${period.join('，')}：不是写到几点几分的一个班次，照原话放进了工作时间。`);
  return { shift: { startsAt: null, endsAt: null }, hoursText: [...period, ...words].join('；') };
}

/** Until when the posting holds; null where it isn't told as a date. */
export function validUntilOf(row: RowCells, dates: DateReader, notes: Notes): Posting['validUntil'] {
  const [cell] = row('validUntil');
  if (!cell) return null;
  const read = dates.lastDay(cell);
  if (read) return validTo(read.last);
  notes.add(`有效期写的是“${cell.text}”，不是一个日期，先空着。`);
  return null;
}
