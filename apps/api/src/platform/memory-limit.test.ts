import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryLimit } from './memory-limit.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const after = (ms: number) => vi.advanceTimersByTime(ms);

test('so many points for each key, then a wait that ends with its window', () => {
  const { take } = memoryLimit({ points: 3, seconds: 10 });
  expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 0]);
  after(4000);
  expect(take('a')).toBe(6000);
  expect(take('b')).toBe(0);
  after(5999);
  expect(take('a')).toBe(1);
  after(1);
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([0, 0, 0, 10_000]);
});

test('asking in vain does not make the wait longer', () => {
  const { take } = memoryLimit({ points: 1, seconds: 1 });
  take('a');
  for (let i = 0; i < 100; i++) take('a');
  after(1000);
  expect(take('a')).toBe(0);
});

test('less than a point is none', () => {
  expect(memoryLimit({ points: 0.5, seconds: 1 }).take('a')).toBe(1000);
});

test('keys whose windows are over are forgotten, and only those', () => {
  const { take, size } = memoryLimit({ points: 1, seconds: 10 });
  for (let i = 0; i < 1000; i++) take(`old ${i}`);
  after(5000);
  for (let i = 0; i < 10; i++) take(`new ${i}`);
  expect(size()).toBe(1010);
  after(5000);
  // One of the old comes again: its window is the newest now.
  expect(take('old 0')).toBe(0);
  expect(size()).toBe(11);
  after(5000);
  expect(take('new 0')).toBe(0);
  expect(take('old 0')).toBe(5000);
  expect(size()).toBe(2);
});
