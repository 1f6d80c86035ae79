import { SHIFTS_MAX } from '@linggong/contracts/limits.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { eitherDay, type ReadDates } from '../cells/dates.ts';
import { type Cell, called, labelled, type Notes, type RowCells } from '../cells/row.ts';
import {
  type Dated,
  type DayTime,
  dailyShifts,
  daysFrom,
  oneShift,
  parseClock,
  parseClockRange,
  validTo,
} from '../cells/times.ts';
import { type DateReader, dated, spokenDays } from './dates.ts';

type Times = {
  /** At least one; without times where they aren't told to the minute. */
  shifts: Pick<Posting['shifts'][number], 'startsAt' | 'endsAt'>[];
  together: boolean;
  hoursText: string;
};

type Told = { cell: Cell; read: ReadDates | null; isClock: boolean };
/** Cells for one end of the work. `best`: the one that tells it best, to the minute, else by its day. */
type End = { told: Told[]; best: Told | null; clock: Cell | null };

function endOf(cells: readonly Cell[], read: (cell: Cell) => ReadDates | null): End {
  const told: Told[] = cells.map((cell) => {
    const isClock = parseClock(cell.text) !== null;
    return { cell, isClock, read: isClock ? null : read(cell) };
  });
  return {
    told,
    best: told.find((one) => one.read?.from.minutes != null) ?? told.find((one) => one.read) ?? null,
    clock: told.find(({ isClock }) => isClock)?.cell ?? null,
  };
}

/** The hours of a day in one span, and the cells that they were taken from. */
type Hours = { text: string; cells: Cell[] };

/** 上班时间 is a time alone where 下班时间 stands beside it, else the span of both. */
function hoursIn(cells: readonly Cell[], start: End, end: End): Hours {
  const begins = start.clock ?? cells.find(({ text }) => parseClock(text) !== null);
  if (begins && end.clock) return { text: `${begins.text}-${end.clock.text}`, cells: [begins, end.clock] };
  const span = cells.find(({ text }) => parseClockRange(text) !== null);
  return { text: span?.text ?? '', cells: span ? [span] : [] };
}

type Read = { shifts: Dated[]; from: Cell[] };
const NO_SHIFT = '不是写到几点几分的一个班次';

/** Why a last day isn't known; null: it is, or none is told. */
function notRead({ told }: End): string | null {
  const open = told.find(({ read, isClock }) => !read && !isClock);
  if (!open) return null;
  const either = eitherDay(open.cell.text);
  const what = either ? `可能是${either[0]}，也可能是${either[1]}` : '看不出是哪一天';
  return `${called(open.cell)}“${open.cell.text}”${what}`;
}

const unlike = ({ told }: End) => new Set(told.flatMap(({ read }) => (read ? [read.from.day] : []))).size > 1;

/** From a first day to a last one with the same hours: a shift on each. Else why there are none, in words. */
function daily(from: DayTime, last: DayTime, hours: Hours): Dated[] | string {
  const days = daysFrom(from.day, last.day);
  if (days === 0) return '最后一天写在第一天前面';
  if (days > SHIFTS_MAX)
    return `${spokenDays(from.day, last.day)}有 ${days} 天，一条岗位最多排 ${SHIFTS_MAX} 天的班次`;
  const span = parseClockRange(hours.text);
  if (!span) return NO_SHIFT;
  // From the evening of the first day to the morning of the second, or once more on that evening.
  if (days === 2 && span.to < span.from) return '看不出是一个晚上还是两个晚上';
  return dailyShifts(from.day, days, span);
}

/** The shifts that the cells tell to the minute, or why they tell none. */
function readShifts(start: End, end: End, hours: Hours): Read | string {
  const first = start.best?.read;
  if (!first) return start.told.some(({ cell }) => eitherDay(cell.text)) ? notRead(start)! : NO_SHIFT;
  const why = notRead(end);
  if (why) return why;
  if (unlike(start) || unlike(end)) return '几格写的日子不一样';
  const lasts = [first.to, end.best?.read?.to ?? end.best?.read?.from].filter((day) => day != null);
  if (new Set(lasts.map(({ day }) => day)).size > 1) return '几格写的最后一天不一样';
  const [last] = lasts;
  const dates = [start.best!.cell, ...(end.best ? [end.best.cell] : [])];
  if (first.from.minutes !== null || last?.minutes != null) {
    const shift = oneShift(first.from, last ?? null, hours.text);
    return shift ? { shifts: [shift], from: dates } : NO_SHIFT;
  }
  const shifts = daily(first.from, last ?? first.from, hours);
  return typeof shifts === 'string' ? shifts : { shifts, from: [...dates, ...hours.cells] };
}

const quoted = (cells: readonly Cell[]) => [...new Set(cells)].map(({ text }) => `“${text}”`).join('、');

/**
 * Dated shifts where the cells tell them to the minute: one, or one on each day from the first to the last, which are
 * one person's. All else stays in the words of the file, and the notes say why.
 */
export function timesOf(row: RowCells, dates: DateReader, notes: Notes): Times {
  const hours = row('hours');
  const start = endOf(row('startsAt'), dates.days);
  const end = endOf(row('endsAt'), (cell) => dates.end(cell, start.best?.read ?? null));
  const ofDay = hoursIn(hours, start, end);
  const words = hours.map((cell) =>
    hours.length > 1 || ofDay.cells.length > 1 ? labelled(cell) : cell.text,
  );
  const read = readShifts(start, end, ofDay);
  if (typeof read !== 'string') {
    const { shifts, from } = read;
    const days = shifts.length;
    const what = days > 1 ? `每天一班，共 ${days} 天，一个人从头干到尾，` : '';
    notes.add(`班次时间：${what}取自${quoted(from)}。`);
    const left = start.told.filter(
      ({ cell, read: day, isClock }) => !day && !isClock && !from.includes(cell),
    );
    const unused = left.map(({ cell }) => labelled(cell));
    if (unused.length > 0) notes.add(`${unused.join('，')}：没用上，照原话放进了工作时间。`);
    return { shifts, together: days > 1, hoursText: [...unused, ...words].join('；') };
  }
  const period = [...start.told, ...end.told].map((one) => dated(one.cell, one.read));
  if (period.length > 0) notes.add(`${period.join('，')}：${read}，照原话放进了工作时间。`);
  return {
    shifts: [{ startsAt: null, endsAt: null }],
    together: false,
    hoursText: [...period, ...words].join('；'),
  };
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
