import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dayWord } from '../format/time.ts';

/** A quarter to midnight in Shanghai. */
const EVENING = new Date('2026-11-29T15:45:00Z');
const minutes = (n: number) => new Date(EVENING.getTime() + n * 60_000);

type Clock = typeof import('./now.svelte.ts');
let kept: Map<string, string>;
let clock: Clock;

beforeEach(async () => {
  vi.useFakeTimers();
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal('document', { addEventListener: () => undefined });
  clock = await fresh();
}, 60_000);
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** As in a tab that was just opened. */
async function fresh(): Promise<Clock> {
  vi.resetModules();
  return import('./now.svelte.ts');
}

test('until a page is in the browser it is read when it was made', () => {
  expect(clock.serverNow(EVENING)).toEqual(EVENING);
});

test.each([
  ['right', 0],
  ['three hours ahead', 180],
  ['a day behind', -1440],
])('with the phone’s clock %s tomorrow is today at the server’s midnight', (_name, wrong) => {
  vi.setSystemTime(minutes(wrong));
  clock.seenPage(EVENING);
  const work = '2026-11-30T01:00:00Z';
  expect(dayWord(work, clock.serverNow(EVENING))).toBe('明天');
  vi.advanceTimersByTime(14 * 60_000);
  expect(dayWord(work, clock.serverNow(EVENING))).toBe('明天');
  vi.advanceTimersByTime(61_000);
  expect(dayWord(work, clock.serverNow(EVENING))).toBe('今天');
  expect(clock.serverTime().getTime()).toBe(minutes(15).getTime() + 1000);
});

test('a page that came later is read no earlier than it was made', () => {
  vi.setSystemTime(EVENING);
  clock.seenPage(EVENING);
  expect(clock.serverNow(minutes(0.5))).toEqual(minutes(0.5));
});

test('what the connection says of the time wins over the page', () => {
  vi.setSystemTime(minutes(180));
  clock.seenPage(EVENING);
  clock.setServerTime(minutes(2));
  expect(clock.serverTime()).toEqual(minutes(2));
  vi.advanceTimersByTime(60_000);
  expect(clock.serverTime()).toEqual(minutes(3));
});

test('a page out of a cache of the evening before does not stop the clock', async () => {
  vi.setSystemTime(minutes(180));
  clock.seenPage(EVENING);
  clock.setServerTime(EVENING);
  vi.setSystemTime(minutes(180 + 600));
  const opened = await fresh();
  opened.seenPage(EVENING);
  expect(opened.serverTime()).toEqual(minutes(600));
  expect(dayWord('2026-11-30T01:00:00Z', opened.serverNow(EVENING))).toBe('今天');
});

test('a phone that keeps nothing still has the page’s time', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
  });
  vi.setSystemTime(minutes(60));
  clock.seenPage(EVENING);
  clock.setServerTime(EVENING);
  expect(clock.serverTime()).toEqual(EVENING);
});
