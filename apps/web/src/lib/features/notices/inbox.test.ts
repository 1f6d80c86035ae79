import type { Notice } from '@linggong/contracts/notice.ts';
import { describe, expect, test } from 'vitest';
import { byDay, whoIs, withRead } from './inbox.ts';

const now = new Date('2026-11-22T04:00:00Z');
const notice = (id: string, at: string, readAt: string | null = null): Notice => ({
  id,
  kind: 'gig.match',
  icon: 'find',
  title: id,
  body: '',
  href: '/',
  at,
  readAt,
  who: null,
  about: null,
});

test('days are those of the deployment’s zone, in the order of the list', () => {
  const list = [
    notice('a', '2026-11-22T03:00:00Z'),
    // Midnight in Chamdo was at 16:00 UTC.
    notice('b', '2026-11-21T16:00:00Z'),
    notice('c', '2026-11-21T15:59:00Z'),
    notice('d', '2026-11-10T00:00:00Z'),
    notice('e', '2025-11-10T00:00:00Z'),
  ];
  expect(byDay(list, now).map(({ day, notices }) => [day, notices.map(({ id }) => id).join('')])).toEqual([
    ['今天', 'ab'],
    ['昨天', 'c'],
    ['11月10日', 'd'],
    ['2025年11月10日', 'e'],
  ]);
  expect(byDay([], now)).toEqual([]);
});

describe('what was read elsewhere', () => {
  const list = [
    notice('new', '2026-11-22T03:00:00.000Z'),
    notice('mid', '2026-11-22T02:00:00.000Z'),
    notice('old', '2026-11-22T01:00:00.000Z', '2026-11-22T01:30:00.000Z'),
  ];
  const at = '2026-11-22T04:00:00.000Z';
  test.each([
    ['by id', { ids: ['mid'], upTo: null }, [null, at, '2026-11-22T01:30:00.000Z']],
    [
      'all up to a moment, which is among them',
      { ids: null, upTo: '2026-11-22T02:00:00Z' },
      [null, at, '2026-11-22T01:30:00.000Z'],
    ],
    ['up to the end', { ids: null, upTo: '2026-11-22T09:00:00Z' }, [at, at, '2026-11-22T01:30:00.000Z']],
    ['none of these', { ids: ['other'], upTo: null }, [null, null, '2026-11-22T01:30:00.000Z']],
  ])('%s', (_name, mark, expected) => {
    expect(withRead(list, mark, at).map(({ readAt }) => readAt)).toEqual(expected);
  });
});

test.each([
  ['booking.left', 'left'],
  ['crew.stepped_back', 'left'],
  ['crew.taken_off', 'leader'],
  ['grant.given', 'other'],
  ['grant.replaced', 'other'],
  ['grant.ended', 'other'],
  ['grant.ends_soon', 'other'],
] as const)('the name beside %s is of: %s', (kind, who) => {
  expect(whoIs(kind)).toBe(who);
});
