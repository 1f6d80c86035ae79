// @vitest-environment jsdom
import type { MyBooking } from '@linggong/contracts/booking.ts';
import { cleanup, render } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import TakenDown from './TakenDown.svelte';

vi.mock('$app/state', () => ({ page: { data: {} } }));

const said = (state: MyBooking['state'], gigState: string) => {
  const gig = { number: '100001', state: gigState };
  const booking = { state, gig, takenDown: { article: '某条' } } as unknown as MyBooking;
  return render(TakenDown, { booking }).container.textContent;
};
afterEach(cleanup);

test('who had not begun needn’t come, and pays nobody who calls', () => {
  const text = said('cancelled', 'refused');
  for (const words of ['不用去了', '依据：某条', '一分钱也别给', '举报']) expect(text).toContain(words);
  expect(text).not.toMatch(/干过|放回去/);
});

test('who had begun is paid for it, and is not told to stay away from what runs', () => {
  const text = said('confirmed', 'refused');
  expect(text).toContain('还没开工的不用去了。干过的照算工钱。');
  expect(text).not.toMatch(/这个活，不用去了|放回去/);
});

test.each(['published', 'full'])('of what was put back and is %s nobody is warned any more', (state) => {
  const text = said('cancelled', state);
  for (const words of ['放回去了', '再报一次', '看岗位']) expect(text).toContain(words);
  expect(text).not.toMatch(/一分钱|举报/);
  expect(said('confirmed', state)).not.toContain('再报');
});
