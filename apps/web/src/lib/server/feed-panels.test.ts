import type { FeedParams } from '@linggong/contracts/feed.ts';
import { expect, test } from 'vitest';
import { wordsOf } from '#lib/words/words.ts';
import { feedPanels } from './feed-panels.ts';

const words = () => wordsOf('feed-panels');

const payOf = (params: FeedParams) => feedPanels(params, new Date('2026-11-23T06:00:00Z')).pay;
const choice = (params: FeedParams, word: string) =>
  payOf(params).parts[0]!.choices.find((each) => each.word === word)!;

test('a day’s pay and pay by the piece are never asked for together', () => {
  expect(choice({ payMin: '20000' }, words().onlyPiece).href).toBe('/?payUnit=piece');
  expect(choice({ payUnit: 'piece' }, words().payFrom({ yuan: 200 })).href).toBe('/?payMin=20000');
  expect(choice({ payUnit: 'piece' }, words().payAny).href).toBe('/');
});

test('the panel says what counts for work by the piece, and what is chosen', () => {
  expect(payOf({}).title).toContain('保底');
  expect(payOf({})).toMatchObject({ on: 0, label: words().pay });
  expect(payOf({ payUnit: 'piece' })).toMatchObject({ on: 1, label: words().onlyPiece });
  expect(choice({ payUnit: 'piece' }, words().onlyPiece)).toMatchObject({ on: true, href: '/' });
  expect(choice({ payUnit: 'piece' }, words().payAny).on).toBe(false);
  expect(feedPanels({ payUnit: 'piece' }, new Date()).on).toEqual([words().onlyPiece]);
});
