import { type Posting, zPosting } from '@linggong/contracts/posting.ts';
import { describe, expect, test } from 'vitest';
import { changeText, offerChanges } from './messages/offer.ts';
import { offerDifferences, sameButForTypos, thoseOfHolder } from './offer.ts';
import { SAID_IN_SOURCE } from './words/source.test-data.ts';

const ids = ['a'.repeat(24), 'b'.repeat(24)] as const;
const before = zPosting.parse({
  tradeId: 'dishwashing',
  title: '洗碗',
  description: '在后厨洗碗，中午和晚上忙，碗筷分开放好。',
  shifts: ids.map((id, day) => ({
    id,
    startsAt: `2026-12-0${day + 1}T00:00:00.000Z`,
    endsAt: `2026-12-0${day + 1}T10:00:00.000Z`,
    headcount: 3,
  })),
  hoursText: '中午歇一小时',
  workplace: { regionId: 'c'.repeat(24), landmark: '桥头', point: [97.17, 31.14], altitudeM: 3240 },
  pay: { amountFen: 18_000, unit: 'day', settlement: 'within_days', settlementDays: 3, method: 'cash' },
  included: { meals: true, lodging: true, transport: true, tools: null },
  loadKg: 10,
  conditions: { minAge: 18, maxAge: 55, text: '手脚麻利' },
  validUntil: '2026-12-05T00:00:00.000Z',
});
const [first, second] = before.shifts;
const options = { names: () => '如意乡', words: SAID_IN_SOURCE };
const says = (change: Partial<Posting>): string[] => {
  const after = zPosting.parse({ ...before, ...change });
  const differences = offerDifferences(before, after);
  return offerChanges(before, after, differences, options).map(changeText);
};

describe('what people decide by', () => {
  test.each<[string, Partial<Posting>, string[]]>([
    ['the pay', { pay: { ...before.pay, amountFen: 16_000 } }, ['工钱 ¥180/天 → ¥160/天']],
    ['its unit', { pay: { ...before.pay, unit: 'month' } }, ['工钱 ¥180/天 → ¥180/月']],
    [
      'what a piece is, who shares it, what a day is assured of',
      { pay: { ...before.pay, unit: 'piece', piece: { unit: '车', sharedBy: 2, dayMinFen: 15_000 } } },
      ['工钱 ¥180/天 → ¥180/车，两人分 = ¥90，保底 ¥150/天'],
    ],
    ['a range', { pay: { ...before.pay, amountMaxFen: 22_000 } }, ['工钱 ¥180/天 → ¥180–220/天']],
    ['what else is said of it', { pay: { ...before.pay, text: '迟到扣 50' } }, ['工钱说明 没写 → 迟到扣 50']],
    ['settlement', { pay: { ...before.pay, settlementDays: 15 } }, ['结算 干完 3 天内结 → 干完 15 天内结']],
    ['the way of paying', { pay: { ...before.pay, method: 'wechat' } }, ['怎么付 现金 → 微信']],
    ['the title', { title: '搬货' }, ['活 洗碗 → 搬货']],
    [
      'the place',
      { workplace: { ...before.workplace, landmark: '桥尾' } },
      ['地点 如意乡 桥头 → 如意乡 桥尾'],
    ],
    ['the altitude', { workplace: { ...before.workplace, altitudeM: 4500 } }, ['海拔 3240 米 → 4500 米']],
    [
      'meals, lodging and transport',
      { included: { ...before.included, meals: false, lodging: false, transport: false } },
      ['管饭 → 不管饭', '管住 → 不管住', '接送 → 不接送'],
    ],
    ['tools', { included: { ...before.included, tools: false } }, ['没写给工具 → 工具自己带']],
    ['the load', { loadKg: 50 }, ['最重 10 公斤 → 50 公斤']],
    ['a hazard', { hazards: ['height'] }, ['危险 没有 → 高处作业']],
    ['the age', { conditions: { ...before.conditions, maxAge: 45 } }, ['年龄 18 到 55 岁 → 18 到 45 岁']],
    ['the sex', { conditions: { ...before.conditions, sex: 'male' } }, ['不限男女 → 只要男的']],
    [
      'other conditions',
      { conditions: { ...before.conditions, text: '会骑马' } },
      ['要求 手脚麻利 → 会骑马'],
    ],
    ['hours in words', { hoursText: '中午不歇' }, ['时间说明 中午歇一小时 → 中午不歇']],
    ['all or some shifts', { together: true }, ['班次 可以只干几班 → 要从头干到尾']],
    ['how one is taken in', { bookingMode: 'choose' }, ['报名 点了就定 → 报名后等对方定']],
    [
      'a shift’s time',
      { shifts: [{ ...first!, endsAt: '2026-12-01T12:00:00.000Z' }, second!] },
      ['时间 12月1日 8:00–18:00 → 12月1日 8:00–20:00'],
    ],
    ['a shift less', { shifts: [first!] }, ['时间 12月2日 8:00–18:00 → 没有这一班']],
  ])('%s', (_, change, expected) => {
    expect(says(change)).toEqual(expected);
  });

  test('pay by the piece: each part of it counts, and what was said of it only where it is by the piece', () => {
    const piece = (unit: string, sharedBy: number | null, dayMinFen: number | null = null) =>
      zPosting.parse({
        ...before,
        pay: { ...before.pay, unit: 'piece', piece: { unit, sharedBy, dayMinFen } },
      });
    const bare = zPosting.parse({ ...before, pay: { ...before.pay, unit: 'piece' } });
    const differs = (a: Posting, b: Posting) => offerDifferences(a, b).map(({ field }) => field);
    expect(differs(piece('车', 2), piece('车', 3))).toEqual(['pay']);
    expect(differs(piece('车', 2), piece('吨', 2))).toEqual(['pay']);
    expect(differs(piece('车', 2), piece('车', 2, 15_000))).toEqual(['pay']);
    expect(differs(bare, piece('车', null))).toEqual(['pay']);
    // Said or not said: the same.
    expect(differs(bare, piece('件', 1))).toEqual([]);
    expect(differs(bare, piece('', null))).toEqual([]);
    const daily = zPosting.parse({ ...before, pay: { ...before.pay, piece: { unit: '车', sharedBy: 2 } } });
    expect(differs(before, daily)).toEqual([]);
    expect(
      changeText(
        offerChanges(
          piece('车', 2),
          piece('车', 3),
          offerDifferences(piece('车', 2), piece('车', 3)),
          options,
        )[0]!,
      ),
    ).toBe('工钱 ¥180/车，两人分 = ¥90 → ¥180/车，三人分 = ¥60');
  });

  test('a trade is said by its name', () => {
    const [text] = says({ tradeId: 'loading' });
    expect(text).toMatch(/^工种 \S+ → \S+$/);
    expect(text).not.toContain('loading');
  });

  test.each<[string, Partial<Posting>]>([
    ['one place more', { shifts: [{ ...first!, headcount: 4 }, second!] }],
    ['places not known', { shifts: [{ ...first!, headcount: null }, second!] }],
    ['how long it is shown', { validUntil: null }],
    ['where it came from', { source: { name: '重庆', externalId: '1', url: null } }],
    ['hazards in another order', { hazards: [] }],
    ['a slip', { description: '在后厨洗碗，中午和晚上忙，碗快分开放好。' }],
    ['spaces and full stops', { description: '在后厨洗碗， 中午和晚上忙。碗筷分开放好' }],
    ['another shape of the same characters', { title: '洗碗 ', hoursText: ' 中午歇一小时' }],
  ])('not by %s', (_, change) => {
    expect(says(change)).toEqual([]);
  });

  test('whatever leaf of a posting changes is told, but for those that are named', () => {
    const NAMED = ['validUntil', 'source', 'shifts.headcount', 'shifts.id'];
    const leaves: [string, Posting][] = [];
    const other = (value: unknown): unknown =>
      typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : 'z9';
    function walk(value: unknown, path: string[], put: (changed: unknown) => unknown): void {
      if (value && typeof value === 'object') {
        for (const [key, inner] of Object.entries(value)) {
          walk(inner, [...path, key], (changed) =>
            put(
              Array.isArray(value)
                ? value.map((one, i) => (String(i) === key ? changed : one))
                : { ...value, [key]: changed },
            ),
          );
        }
        if (!Array.isArray(value) || value.length > 0) return;
      }
      const name = path.filter((key) => !/^\d+$/.test(key)).join('.');
      if (!NAMED.includes(name)) leaves.push([path.join('.'), put(other(value)) as Posting]);
    }
    walk(before, [], (changed) => changed);
    expect(leaves.length).toBeGreaterThan(30);
    const untold = leaves.filter(([, after]) => offerDifferences(before, after).length === 0);
    expect(untold.map(([path]) => path)).toEqual([]);
  });
});

describe('two descriptions', () => {
  const text = '把沙子从车上卸下来装进袋子，扎好口码齐。';
  test.each<[string, string, boolean]>([
    ['one character replaced', '把沙子从车上卸下来装进袋子，扎好口马齐。', true],
    ['one left out', '把沙子从车上卸下来装袋子，扎好口码齐。', true],
    ['two that changed places', '把子沙从车上卸下来装进袋子，扎好口码齐。', true],
    ['two slips far apart', '把砂子从车上卸下来装进袋子，扎好口马齐。', true],
    ['a word replaced', '把水泥从车上卸下来装进袋子，扎好口码齐。', false],
    ['no', '把沙子从车上卸下来不装进袋子，扎好口码齐。', false],
    ['up for down', '把沙子从车上卸上来装进袋子，扎好口码齐。', false],
    ['a sentence more', `${text}干完打扫院子。`, false],
    ['nothing left', '', false],
  ])('%s', (_, after, expected) => {
    expect(sameButForTypos(text, after)).toBe(expected);
    expect(sameButForTypos(after, text)).toBe(expected);
  });
  test.each([
    ['每天搬 50 袋', '每天搬 60 袋'],
    ['每袋 3.5 元', '每袋 35 元'],
    ['满五天给饭钱', '满十天给饭钱'],
    ['管住', '自住'],
    ['路好走', '路难走不'],
  ])('%s is not %s', (a, b) => {
    expect(sameButForTypos(a, b)).toBe(false);
  });
});

test('who holds a shift is not asked about another’s time, nor how the next one is taken in', () => {
  const after = zPosting.parse({
    ...before,
    bookingMode: 'choose',
    shifts: [first!, { ...second!, endsAt: '2026-12-02T12:00:00.000Z' }],
  });
  const differences = offerDifferences(before, after);
  expect(differences).toHaveLength(2);
  expect(thoseOfHolder(differences, [ids[0]])).toEqual([]);
  expect(thoseOfHolder(differences, [ids[1]])).toEqual([{ field: 'shift', shiftId: ids[1] }]);
});
