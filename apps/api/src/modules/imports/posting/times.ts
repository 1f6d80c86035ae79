import type { Posting } from '@linggong/contracts/posting.ts';
import { labelled, type Notes, type RowCells } from '../cells/row.ts';
import { oneShift, parseDayTime, validTo } from '../cells/times.ts';

type Times = { shift: { startsAt: string | null; endsAt: string | null }; hoursText: string };

/** A dated shift where the cells tell one to the minute; all else stays in the words of the file. */
export function timesOf(row: RowCells, notes: Notes): Times {
  const [start] = row('startsAt');
  const [end] = row('endsAt');
  const hours = row('hours');
  const dated = oneShift(
    start ? parseDayTime(start.text) : null,
    end ? parseDayTime(end.text) : null,
    hours.map((cell) => cell.text).join(' '),
  );
  const spoken = hours.map((cell) => (hours.length > 1 ? labelled(cell) : cell.text));
  if (dated) {
    notes.add(
      `班次时间：取自${[start, end, ...hours].flatMap((cell) => (cell ? [`“${cell.text}”`] : [])).join('、')}。`,
    );
    return { shift: dated, hoursText: spoken.join('；') };
  }
  const period = [start, end].flatMap((cell) => (cell ? [labelled(cell)] : []));
  if (period.length > 0)
    notes.add(`${period.join('，')}：不是写到几点几分的一个班次，照原话放进了工作时间。`);
  return { shift: { startsAt: null, endsAt: null }, hoursText: [...period, ...spoken].join('；') };
}

/** Until when the posting holds; null where it isn't told as a date. */
export function validUntilOf(row: RowCells, notes: Notes): Posting['validUntil'] {
  const [cell] = row('validUntil');
  if (!cell) return null;
  const day = parseDayTime(cell.text);
  if (day) return validTo(day);
  notes.add(`有效期写的是“${cell.text}”，不是一个日期，先空着。`);
  return null;
}
