// @vitest-environment jsdom
import type { MyBooking } from '@linggong/contracts/booking.ts';
import { cleanup, render } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import Changed from './Changed.svelte';

vi.mock('$app/forms', () => ({ enhance: () => {} }));
vi.mock('$app/navigation', () => ({ refreshAll: async () => {} }));
vi.mock('$app/state', () => ({ page: { data: {} } }));
afterEach(cleanup);

const HOUR = 3_600_000;
const now = new Date('2026-03-02T02:00:00Z');
const change = { field: 'pay', shiftId: null, label: '工钱', before: '¥220/天', after: '¥150/天' };

/** What is said of a change that waits, of shifts that begin so many hours from now and take four. */
function said(...starts: number[]): string {
  const shifts = starts.map((from, id) => ({
    id: `${id}`,
    startsAt: new Date(now.getTime() + from * HOUR).toISOString(),
    endsAt: new Date(now.getTime() + (from + 4) * HOUR).toISOString(),
  }));
  const held = { shiftIds: shifts.map(({ id }) => id), ended: [], state: 'confirmed', gig: { shifts } };
  const booking = { ...held, changes: [change], inReview: true } as unknown as MyBooking;
  return render(Changed, { booking, now }).container.textContent;
}

test('before it begins nobody is sent on their way before they are asked', () => {
  expect(said(1, 25)).toContain('问到你之前先别动身。票上原来的还算数');
});

test('of what has begun the ticket holds, and only the rest waits', () => {
  expect(said(-1, 23)).toMatch(/开了工的按票上原来的算。后面的.*先别动身/);
});

test('of what has all begun nothing waits', () => {
  const text = said(-1);
  expect(text).toContain('已经开工，按票上原来的算。');
  expect(text).not.toContain('别动身');
});
