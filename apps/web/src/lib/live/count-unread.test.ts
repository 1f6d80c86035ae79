import type { EventOf } from '@linggong/contracts/events.ts';
import { expect, test } from 'vitest';
import { afterEvent } from './count-unread.ts';

const before = '2026-11-22T04:00:00.000Z';
const later = '2026-11-22T04:00:01.000Z';
const counted = { unread: 2, seq: 10, at: Date.parse(before) };
const added = (seq: number, at = later) =>
  ({ type: 'notice.added.v1', seq, at, id: `e${seq}`, payload: {} }) as EventOf<'notice.added.v1'>;
const read = (seq: number, unread: number) =>
  ({
    type: 'notice.read.v1',
    seq,
    at: later,
    id: `e${seq}`,
    payload: { unread },
  }) as EventOf<'notice.read.v1'>;

test.each([
  ['a new one', added(11), { unread: 3, seq: 11, at: counted.at }],
  ['one that the count has', added(10), counted],
  ['one that was read before the count', read(9, 7), counted],
  ['read on another device', read(12, 0), { unread: 0, seq: 12, at: Date.parse(later) }],
  ['one that was on its way while it was counted', added(11, before), 'ask'],
])('%s', (_name, event, expected) => {
  expect(afterEvent(counted, event)).toEqual(expected);
});

test('the same event twice counts once', () => {
  const once = afterEvent(counted, added(11));
  expect(once === 'ask' || afterEvent(once, added(11))).toEqual(once);
});
