import { TRADES } from '@linggong/contracts/trades.ts';
import { expect, test } from 'vitest';
import { tradeOf, trades } from './trades.ts';

test('the browser knows every trade by its id, its name and its group', () => {
  expect(trades.map(({ id }) => id).sort()).toEqual(TRADES.map(({ id }) => id).sort());
  for (const { id, name, group } of TRADES) expect(tradeOf(id)).toMatchObject({ id, name, group });
});

test('the commonest have a mark of their own, the others that of their group', () => {
  expect(tradeOf('loading').mark).toBe('loading');
  expect(tradeOf('thangka').mark).toBe('make');
  expect(trades.filter(({ mark, group }) => mark !== group).length).toBeGreaterThan(30);
  expect(tradeOf('gone')).toMatchObject({ name: '其他零活', mark: 'carry' });
});
