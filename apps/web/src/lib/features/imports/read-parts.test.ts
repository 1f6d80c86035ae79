import type { ImportRow } from '@linggong/contracts/import.ts';
import { expect, test } from 'vitest';
import { wordsOf } from '#lib/words/words.ts';
import { readParts } from './read-parts.ts';

const words = wordsOf('imports');
const NOW = new Date('2026-11-22T02:00:00Z');
const shift = { id: 'a', startsAt: '2026-12-01T00:00:00Z', endsAt: '2026-12-01T10:00:00Z', headcount: 3 };

/** What a row of these words was read as, by the names of its parts. */
function partsOf(more: { hoursText?: string; landmark?: string; shifts?: object[]; regionNames?: string[] }) {
  const {
    hoursText = '',
    landmark = '',
    shifts = [shift],
    regionNames = ['西藏自治区', '昌都市', '卡若区'],
  } = more;
  const posting = {
    tradeId: null,
    shifts,
    hoursText,
    pay: { amountFen: null, settlement: null },
    workplace: { landmark },
    conditions: { sex: 'any', minAge: null, maxAge: null, text: '' },
    included: { meals: null, lodging: null, transport: null, tools: null },
    validUntil: null,
    description: '',
  };
  const parts = readParts({ posting, regionNames } as unknown as ImportRow, NOW);
  return new Map(parts.map(({ name, text }) => [name, text]));
}
const timeOf = (hoursText: string, shifts?: object[]) =>
  partsOf({ hoursText, ...(shifts && { shifts }) }).get(words.parts.time)!;
const placeOf = (landmark: string) => partsOf({ landmark }).get(words.parts.place);

test.each(['8:00-18:00', '08:00—18:00', '8点到18点', '８：００至１８：００', ''])(
  'hours that were read are there once: %j',
  (text) => {
    expect(timeOf(text)).toBe(timeOf(''));
  },
);

test.each(['8:00-12:00，14:00-18:00', '8:00-18:00 中午休息', '早班', '9:00-18:00'])(
  'hours that say something more stay as they were written: %j',
  (text) => {
    expect(timeOf(text)).toBe(`${timeOf('')}，${text}`);
  },
);

test.each(['22:00-次日6:00', '22点到第二天6点'])('so are hours that go past midnight: %j', (text) => {
  const night = [{ ...shift, startsAt: '2026-12-01T14:00:00Z', endsAt: '2026-12-01T22:00:00Z' }];
  expect(timeOf(text, night)).toBe(timeOf('', night));
  expect(timeOf(text)).toBe(`${timeOf('')}，${text}`);
});

test('without a dated shift the words stand alone', () => {
  expect(timeOf('8:00-18:00', [{ ...shift, startsAt: null, endsAt: null }])).toBe('8:00-18:00');
});

test.each([
  ['卡若区', '西藏自治区昌都市卡若区'],
  ['昌都市卡若区', '西藏自治区昌都市卡若区'],
  ['西藏自治区昌都市卡若区', '西藏自治区昌都市卡若区'],
  ['昌都市卡若区茶马广场', '西藏自治区昌都市卡若区，茶马广场'],
  ['卡若区 茶马广场', '西藏自治区昌都市卡若区，茶马广场'],
  ['茶马广场', '西藏自治区昌都市卡若区，茶马广场'],
  ['', '西藏自治区昌都市卡若区'],
])('a place is there once: %j', (landmark, said) => {
  expect(placeOf(landmark)).toBe(said);
});
