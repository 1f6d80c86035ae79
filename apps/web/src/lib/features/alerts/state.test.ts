import type { Alert } from '@linggong/contracts/alert.ts';
import { expect, test } from 'vitest';
import { alertState } from './state.ts';

const now = new Date('2026-11-22T04:00:00Z');
const alert = (filter: Record<string, string>, more: Partial<Alert> = {}) =>
  ({ filter, paused: false, endsAt: null, ...more }) as Alert;

test.each([
  ['no alert', [], {}, 'none'],
  ['the same', [alert({ q: '搬运' })], { q: '搬运' }, 'saved'],
  ['only those that can be taken', [alert({ q: '搬运' })], { q: '搬运', open: '1' }, 'saved'],
  ['sorted by distance', [alert({})], { near: '96.60,31.20' }, 'saved'],
  [
    'around a place',
    [alert({ near: '96.6,31.2', within: '20' })],
    { near: '96.60,31.20', within: '20' },
    'saved',
  ],
  [
    'around another place',
    [alert({ near: '31.2,96.6', within: '20' })],
    { near: '96.6,31.2', within: '20' },
    'none',
  ],
  ['less far', [alert({ near: '96.6,31.2', within: '50' })], { near: '96.6,31.2', within: '20' }, 'none'],
  ['everything', [alert({})], {}, 'saved'],
  ['one that asks for less', [alert({})], { q: '搬运' }, 'none'],
  ['one that asks for more', [alert({ needs: 'meals', q: '搬运' })], { q: '搬运' }, 'none'],
  ['words in another order', [alert({ trade: 'b,a' })], { trade: 'a,b' }, 'saved'],
  ['other words', [alert({ trade: 'b,c' })], { trade: 'a,b' }, 'none'],
  ['a paused one', [alert({ q: '搬运' }, { paused: true })], { q: '搬运' }, 'paused'],
  [
    'one that is over',
    [alert({ day: '2026-11-20' }, { endsAt: '2026-11-20T16:00:00Z' })],
    { day: '2026-11-20' },
    'none',
  ],
  [
    'one that ends later',
    [alert({ day: '2026-11-23' }, { endsAt: '2026-11-23T16:00:00Z' })],
    { day: '2026-11-23' },
    'saved',
  ],
  ['a key that is there without a value', [alert({})], { q: undefined }, 'saved'],
] as const)('%s', (_name, alerts, filter, expected) => {
  expect(alertState(alerts, filter, now)).toBe(expected);
});
