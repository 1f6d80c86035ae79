import { expect, test } from 'vitest';
import { TRADE_GROUPS } from './trades/trade.ts';
import { recogniseTrade, TRADES, tradeById } from './trades.ts';

test('55 to 70 trades with unique slugs, in groups', () => {
  expect(TRADES.length).toBeGreaterThanOrEqual(55);
  expect(TRADES.length).toBeLessThanOrEqual(70);
  const ids = TRADES.map((trade) => trade.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  for (const group of Object.keys(TRADE_GROUPS))
    expect(TRADES.filter((trade) => trade.group === group).length).toBeGreaterThan(3);
});

test.each([
  ['security', 'food', '保安'],
  ['child-care', 'food', '照看人'],
  ['clerical', 'food', '文员'],
  ['cleaning', 'food', '保洁'],
  ['shop-help', 'food', '店铺'],
  ['courier', 'make', '送货'],
  ['stalls', 'food', '摆摊'],
  ['weaving', 'food', '手工'],
] as const)('%s is not of %s: its group says %s', (id, not, word) => {
  const { group } = tradeById(id)!;
  expect(group).not.toBe(not);
  expect(TRADE_GROUPS[group]).toContain(word);
});

test('what is called 餐饮 is cooking and serving alone', () => {
  expect(TRADES.filter(({ group }) => group === 'food').map(({ id }) => id)).toEqual([
    'cooking',
    'kitchen-help',
    'dishwashing',
    'waiting',
  ]);
});

test('no word belongs to two trades', () => {
  const owner = new Map<string, string>();
  for (const { id, name, words } of TRADES) {
    for (const word of [name, ...words]) {
      expect(owner.get(word) ?? id, `${word} is of ${owner.get(word)} and ${id}`).toBe(id);
      expect(owner.has(word), `${word} twice in ${id}`).toBe(false);
      expect(word.length).toBeGreaterThanOrEqual(2);
      owner.set(word, id);
    }
  }
});

test('occupation codes have their five-part form', () => {
  for (const { occupationCode } of TRADES)
    if (occupationCode !== null) expect(occupationCode).toMatch(/^[1-8]-\d{2}-\d{2}-\d{2}$/);
});

test.each([
  ['全职分拣员', 'order-picking'],
  ['兼职分拣员', 'order-picking'],
  ['全职水产专员', 'fresh-fish'],
  ['兼职水产专员', 'fresh-fish'],
  ['全职理货员', 'shelf-stocking'],
  ['兼职理货员', 'shelf-stocking'],
  ['外卖骑手', 'food-delivery'],
  ['急招 外卖 骑手', 'food-delivery'],
  ['快递分拣夜班', 'parcel-sorting'],
  ['快递员', 'courier'],
  ['清理边沟和塌方', 'road-upkeep'],
  ['建筑小工', 'site-labour'],
  ['工厂普工', 'assembly'],
  ['电子厂招普工', 'assembly'],
  ['电焊工两名', 'welding'],
  ['水电工', 'electrics'],
  ['挖机司机', 'excavator'],
  ['货车司机', 'truck-driving'],
  ['找个司机', 'car-driving'],
  ['割青稞', 'barley-harvest'],
  ['五月挖虫草', 'caterpillar-fungus'],
  ['后厨洗碗工', 'dishwashing'],
  ['装卸搬运', 'loading'],
])('%s is %s', (text, id) => {
  const found = recogniseTrade(text);
  expect(found?.id).toBe(id);
  expect(found?.words.every((word) => text.replace(/\s/g, '').includes(word))).toBe(true);
  expect(found?.words.length).toBeGreaterThan(0);
});

test.each(['', '   ', '日结，管饭', '招人'])('%j names no trade', (text) => {
  expect(recogniseTrade(text)).toBeNull();
});

test('a trade by its id', () => {
  expect(tradeById('loading')?.name).toBe('装卸搬运');
  expect(tradeById('nothing')).toBeUndefined();
});

test('work of the list for under-18s is marked', () => {
  for (const id of ['scaffolding', 'tunnel-quarry', 'logging', 'forest-guard', 'electrics', 'welding'])
    expect(tradeById(id)?.hazardous, id).toBe(true);
  for (const id of ['waiting', 'order-picking', 'vegetables'])
    expect(tradeById(id)?.hazardous).toBeUndefined();
});
