import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { type Posting, zPosting } from '@linggong/contracts/posting.ts';
import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';

const NOW = new Date('2026-11-22T02:00:00Z');
const passed = zPosting.parse({
  title: '搬货',
  description: '搬两车货。',
  pay: { amountFen: 38_000, unit: 'day', settlement: 'same_day' },
  workplace: { landmark: '桥头' },
});
const changed = (change: Partial<Posting>) =>
  changesOf(
    { posting: { ...passed, ...change }, regionNames: ['卡若区'], flags: [] } as unknown as ManagedGig,
    passed,
    NOW,
  );

test('nothing changed, nothing to compare', () => expect(changed({})).toEqual([]));

test('new pay stands beside the pay that was passed, and nothing else does', () => {
  const pay = { ...passed.pay, amountFen: 36_000 };
  expect(changed({ pay })).toEqual([
    { line: '工钱', before: expect.stringContaining('380'), after: expect.stringContaining('360') },
  ]);
});

test('what is new, what is gone, and another place', () => {
  const workplace = { ...passed.workplace, regionId: '0'.repeat(24), landmark: '' };
  const lines = changed({ description: '', loadKg: 30, workplace });
  expect(lines).toContainEqual({ line: '内容', before: '搬两车货。', after: '' });
  expect(lines).toContainEqual({ line: '最重一件', before: '', after: '30 公斤' });
  expect(lines).toContainEqual({ line: '地点', before: '', after: '卡若区' });
  expect(lines).toHaveLength(4);
});
