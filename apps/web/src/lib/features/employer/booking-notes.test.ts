import type { GigBooking } from '@linggong/contracts/booking.ts';
import { expect, test } from 'vitest';
import { bookingNotes } from './booking-notes.ts';

const shift = (id: string, day: string) => ({
  id,
  startsAt: `2026-12-${day}T00:00:00.000Z`,
  endsAt: `2026-12-${day}T10:00:00.000Z`,
  headcount: 2,
  open: 0,
});
const gig = { shifts: [shift('a', '10'), shift('b', '11'), shift('c', '12')] };
const plain = {
  person: { formerName: null },
  shiftIds: ['b', 'c'],
  ended: [],
  asksAgain: false,
  clashingShiftIds: [],
} as unknown as GigBooking;
const now = new Date('2026-11-20T04:00:00.000Z');

test('a booking of which nothing has to be said has no notes', () => {
  expect(bookingNotes(plain, gig, now)).toEqual([]);
});

test('each shift that ended, an answer that is awaited and what clashes have a line each', () => {
  const ended = (['withdrawn', 'cancelled', 'declined', 'lapsed'] as const).map((how) => ({
    ...gig.shifts[0]!,
    shiftId: 'a',
    how,
    at: now.toISOString(),
  }));
  const notes = bookingNotes({ ...plain, ended, asksAgain: true, clashingShiftIds: ['b', 'c'] }, gig, now);
  expect(notes).toHaveLength(6);
  for (const [i, word] of ['自己退了', '取消了', '没要', '没等到回话'].entries()) {
    expect(notes[i]).toContain('12月10日');
    expect(notes[i]).toContain(word);
  }
  expect(notes[4]).toContain('还没回话');
  expect(notes[5]).toMatch(/12月11日.*、12月12日.*别的活/);
});

test('of what has begun no answer is awaited: it counts as it was agreed', () => {
  const asked = { ...plain, asksAgain: true };
  const notes = (at: string, shifts: string[]) =>
    bookingNotes({ ...asked, shiftIds: shifts }, gig, new Date(at)).join();
  expect(notes('2026-12-11T02:00:00.000Z', ['b'])).toMatch(/没答应.*说好的算/);
  expect(notes('2026-12-11T02:00:00.000Z', ['b', 'c'])).toContain('还没回话');
  expect(notes('2026-12-13T02:00:00.000Z', ['b', 'c'])).not.toContain('还没回话');
});
