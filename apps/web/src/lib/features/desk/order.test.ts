import type { QueueItem } from '@linggong/contracts/review.ts';
import { expect, test } from 'vitest';
import { inOrder, isTaken, neighbour, nextAfter } from './order.ts';

const now = new Date('2026-11-23T03:00:00.000Z');
const item = (gigId: string, over: Partial<QueueItem> = {}): QueueItem => ({
  gigId,
  number: '000001',
  title: gigId,
  tradeId: null,
  employerName: '',
  verificationState: 'none',
  regionNames: [],
  flagCount: 0,
  blockCount: 0,
  risk: 0,
  submittedAt: '2026-11-23T01:00:00.000Z',
  dueAt: '2026-11-23T05:00:00.000Z',
  claim: null,
  held: null,
  setBack: null,
  revision: 0,
  employerId: 'e',
  sourceName: null,
  ...over,
});
const claimedBy = (accountId: string, until: string) => ({ claim: { accountId, byName: 'x', until } });
const ids = (items: readonly QueueItem[]) => items.map(({ gigId }) => gigId);

test('overdue by risk, then the rest by age', () => {
  const late = { dueAt: '2026-11-23T02:00:00.000Z' };
  const items = [
    item('young', { submittedAt: '2026-11-23T02:00:00.000Z', risk: 99 }),
    item('old'),
    item('late-calm', { ...late, risk: 1 }),
    item('late-risky', { ...late, risk: 9, submittedAt: '2026-11-23T01:30:00.000Z' }),
  ];
  expect(ids(inOrder(items, now))).toEqual(['late-risky', 'late-calm', 'old', 'young']);
});

test('a claim holds for others, and only until it lapses', () => {
  expect(isTaken(item('a', claimedBy('other', '2026-11-23T03:01:00.000Z')), 'me', now)).toBe(true);
  expect(isTaken(item('a', claimedBy('other', '2026-11-23T02:59:00.000Z')), 'me', now)).toBe(false);
  expect(isTaken(item('a', claimedBy('me', '2026-11-23T03:01:00.000Z')), 'me', now)).toBe(false);
});

test('the next is below, past what others have open, then from the top', () => {
  const items = [item('a'), item('b'), item('c', claimedBy('other', '2026-11-23T03:05:00.000Z')), item('d')];
  expect(nextAfter(items, 'b', 'me', now)?.gigId).toBe('d');
  expect(nextAfter(items, 'd', 'me', now)?.gigId).toBe('a');
  expect(nextAfter(items, 'gone', 'me', now)?.gigId).toBe('a');
  expect(nextAfter([item('a')], 'a', 'me', now)).toBeNull();
  expect(nextAfter([], 'a', 'me', now)).toBeNull();
});

const held: Pick<QueueItem, 'held'> = {
  held: { decision: 'approve', accountId: 'me', byName: 'x', until: '2026-11-23T03:00:10.000Z' },
};

test('what was just decided is passed over, down and up, and neither end is passed', () => {
  const items = [item('a'), item('b', held), item('c')];
  expect(neighbour(items, null, 1)?.gigId).toBe('a');
  expect(neighbour(items, 'a', 1)?.gigId).toBe('c');
  expect(neighbour(items, 'c', -1)?.gigId).toBe('a');
  expect(neighbour(items, 'c', 1)).toBeNull();
  expect(neighbour(items, 'a', -1)).toBeNull();
  expect(neighbour([item('b', held)], null, 1)).toBeNull();
  expect(nextAfter(items, 'a', 'me', now)?.gigId).toBe('c');
});
