import type { MyBooking } from '@linggong/contracts/booking.ts';
import { expect, test } from 'vitest';
import { calendarOf } from './calendar.ts';

const origin = new URL('https://lg.example/my/b1/calendar.ics');
const booking = (more: Partial<MyBooking> = {}): MyBooking =>
  ({
    id: 'b1',
    state: 'confirmed',
    revision: 7,
    shiftIds: ['s1', 's2'],
    ended: [],
    contact: { name: '项目部', phone: '+8619900000003' },
    createdAt: '2026-11-29T00:00:00.000Z',
    updatedAt: '2026-11-29T00:00:07.000Z',
    gig: {
      number: '028461',
      title: '修路; 清边沟, 培路肩',
      pay: { amountFen: 22_000, amountMaxFen: null, unit: 'day' },
      place: { regionNames: ['昌都市', '卡若区', '如意乡'], landmark: '村委会门口集合，'.repeat(6) },
      shifts: [
        { id: 's1', startsAt: '2026-12-01T01:00:00Z', endsAt: '2026-12-01T10:00:00Z' },
        { id: 's2', startsAt: '2026-12-02T12:00:00Z', endsAt: '2026-12-02T22:00:00Z' },
        { id: 's3', startsAt: '2026-12-03T01:00:00Z', endsAt: '2026-12-03T10:00:00Z' },
      ],
    },
    ...more,
  }) as unknown as MyBooking;
const unfold = (text: string) => text.replace(/\r\n /g, '');

test('each shift that was taken is an entry at its time, with where and whom to call', () => {
  const text = unfold(calendarOf(booking(), origin));
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
  for (const line of [
    'UID:b1-s1@lg.example',
    'DTSTART:20261201T010000Z',
    'DTEND:20261201T100000Z',
    'UID:b1-s2@lg.example',
    'DTEND:20261202T220000Z',
    'SEQUENCE:7',
    'STATUS:CONFIRMED',
    'SUMMARY:修路\\; 清边沟\\, 培路肩',
  ])
    expect(text.split('\r\n')).toContain(line);
  expect(text).toContain(
    'DESCRIPTION:岗位号 028-461\\n¥220/天\\n项目部 199 0000 0003\\nhttps://lg.example/my',
  );
  expect(text).not.toContain('s3');
});

test('no line is longer than 75 bytes, and no character is cut', () => {
  const text = calendarOf(booking(), origin);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(unfold(text)).toContain('村委会门口集合，'.repeat(6));
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

test('a request is tentative, what is off is cancelled under the same id and wakes nobody', () => {
  expect(calendarOf(booking({ state: 'requested', contact: null }), origin)).toContain('STATUS:TENTATIVE');
  const off = calendarOf(booking({ state: 'cancelled', revision: 8 }), origin);
  expect(off).toContain('UID:b1-s1@lg.example');
  expect(off).toContain('STATUS:CANCELLED');
  expect(off).toContain('SEQUENCE:8');
  expect(off).not.toContain('VALARM');
});

test('of a booking that goes on, the day that is off is taken out', () => {
  const { gig } = booking();
  const { id: shiftId, startsAt, endsAt } = gig.shifts[1]!;
  const ended = [{ shiftId, startsAt, endsAt, how: 'cancelled' as const, at: '2026-11-29T00:00:00Z' }];
  const text = unfold(calendarOf(booking({ shiftIds: ['s1'], ended }), origin));
  const [, first, second] = text.split('BEGIN:VEVENT');
  expect(first).toContain('STATUS:CONFIRMED');
  expect(second).toContain('UID:b1-s2@lg.example');
  expect(second).toContain('STATUS:CANCELLED');
});

test.each([
  ['alone', []],
  ['beside those held', ['s1', 's2']],
])(
  'of a booking that is off as a whole each day is there once, cancelled, where they are named %s',
  (_, shiftIds) => {
    const { gig } = booking();
    const ended = gig.shifts.slice(0, 2).map(({ id: shiftId, startsAt, endsAt }) => ({
      shiftId,
      startsAt,
      endsAt,
      how: 'withdrawn' as const,
      at: '2026-11-29T00:00:00Z',
    }));
    const text = unfold(calendarOf(booking({ state: 'withdrawn', shiftIds, ended }), origin));
    expect(text.match(/UID:.*/g)?.map((line) => line.trim())).toEqual([
      'UID:b1-s1@lg.example',
      'UID:b1-s2@lg.example',
    ]);
    expect(text.match(/STATUS:.*/g)?.map((line) => line.trim())).toEqual([
      'STATUS:CANCELLED',
      'STATUS:CANCELLED',
    ]);
  },
);

test('what has no time is in no calendar', () => {
  const { gig } = booking();
  const undated = { ...gig, shifts: [{ ...gig.shifts[0]!, id: 's1', startsAt: null, endsAt: null }] };
  expect(calendarOf(booking({ gig: undated }), origin)).not.toContain('VEVENT');
});
