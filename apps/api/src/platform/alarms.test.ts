import { movableClock } from '@linggong/testkit/clock.ts';
import type { Logger } from 'pino';
import { expect, test, vi } from 'vitest';
import { alarms } from './alarms.ts';

test('what goes on is said once, and again when it comes again', () => {
  const clock = movableClock();
  const error = vi.fn();
  const { raise, current } = alarms({ error } as unknown as Logger, clock.now);
  expect(current()).toEqual([]);
  raise('codes are used up', 60);
  raise('codes are used up', 60);
  raise('something else', 3600);
  expect(error).toHaveBeenCalledTimes(2);
  expect(current()).toEqual(['codes are used up', 'something else']);
  clock.advance({ seconds: 61 });
  expect(current()).toEqual(['something else']);
  raise('codes are used up', 60);
  expect(error).toHaveBeenCalledTimes(3);
});
