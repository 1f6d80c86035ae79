import type { GigDetail } from '@linggong/contracts/gig.ts';
import { expect, test } from 'vitest';
import { jobPosting } from './job-posting.ts';

const NOW = new Date('2026-11-23T06:00:00Z');
const gig = {
  number: '028461',
  state: 'published',
  title: '卸车 </script><script>alert(1)</script>',
  description: '',
  hoursText: '',
  publishedAt: '2026-11-22T00:00:00Z',
  validUntil: '2026-11-25T00:00:00Z',
  headcount: null,
  shifts: [{ startsAt: '2026-11-24T00:00:00Z', endsAt: '2026-11-24T10:00:00Z' }],
  employer: { name: null },
  province: '西藏自治区',
  place: { regionNames: ['昌都市', '卡若区', '如意乡'], landmark: '' },
  pay: { amountFen: 22_000, amountMaxFen: null, unit: 'day', text: '' },
  conditions: { text: '' },
  source: null,
  sourceName: null,
} as unknown as GigDetail;

const textOf = (changes: object = {}, now = NOW) => jobPosting({ ...gig, ...changes } as GigDetail, '', now);
const postingOf = (changes: object = {}) => JSON.parse(textOf(changes) ?? 'null');

test('what an employer typed can’t end the script, nor be markup in the description', () => {
  const text = textOf({ description: '<b>重</b>' })!;
  expect(text).not.toMatch(/[<>&]/);
  expect(JSON.parse(text).title).toBe(gig.title);
  expect(JSON.parse(text).description).toContain('&lt;b&gt;');
});

test.each([
  ['day', 'DAY'],
  ['hour', 'HOUR'],
  ['month', 'MONTH'],
])('pay by the %s, in yuan', (unit, unitText) => {
  expect(postingOf({ pay: { ...gig.pay, unit } }).baseSalary).toEqual({
    '@type': 'MonetaryAmount',
    currency: 'CNY',
    value: { '@type': 'QuantitativeValue', value: 220, unitText },
  });
});

test.each([
  { unit: '车', sharedBy: 2, dayMinFen: null },
  { unit: '亩', sharedBy: null, dayMinFen: null },
  { unit: 'day', sharedBy: null, dayMinFen: null },
])('pay by the piece has no unit that a search engine knows: none of %j', (piece) => {
  const said = postingOf({ pay: { ...gig.pay, unit: 'piece', piece } });
  expect(said).not.toHaveProperty('baseSalary');
  expect(said.description).toContain(`¥220/${piece.unit}`);
});

test('of pay by the piece what a day is assured of, and a description that says the rest', () => {
  const pay = {
    ...gig.pay,
    amountFen: 10_000,
    amountMaxFen: 12_000,
    unit: 'piece',
    piece: { unit: '车', sharedBy: 2, dayMinFen: 15_000 },
  };
  const said = postingOf({ pay });
  expect(said.baseSalary.value).toEqual({ '@type': 'QuantitativeValue', minValue: 150, unitText: 'DAY' });
  expect(said.description).toContain('¥100–120/车，两人分 = ¥50–60，保底 ¥150/天');
});

test.each([
  ['the pay', { pay: { ...gig.pay, text: '220元/天' } }, /220/g],
  ['the place', { place: { ...gig.place, landmark: '卡若区如意乡' } }, /如意乡/g],
  [
    'the place from the city on',
    { place: { ...gig.place, landmark: '昌都市卡若区如意乡，桥头' } },
    /卡若区/g,
  ],
  ['the hours', { description: '搬货。工作时间：早九点到晚六点', hoursText: '早九点到晚六点' }, /早九点/g],
  ['the same words', { hoursText: '会开车', conditions: { text: '会开车' } }, /会开车/g],
])('the description says %s once', (_, changes, words) => {
  expect(postingOf(changes).description.match(words)).toHaveLength(1);
});

test('what is said beside the pay and the place stays', () => {
  const { description } = postingOf({
    pay: { ...gig.pay, text: '加班另算，一小时 30 元' },
    place: { ...gig.place, landmark: '卡若区如意乡，桥头' },
  });
  expect(description).toContain('加班另算，一小时 30 元');
  expect(description).toContain('<p>卡若区如意乡桥头</p>');
});

test('a range of pay', () => {
  const { value } = postingOf({ pay: { ...gig.pay, amountMaxFen: 26_000 } }).baseSalary;
  expect(value).toMatchObject({ minValue: 220, maxValue: 260 });
  expect(value).not.toHaveProperty('value');
});

test.each([
  [{ amountFen: null }],
  [{ amountFen: 0 }],
  [{ unit: 'piece' }],
  [{ unit: 'piece', piece: { unit: '', sharedBy: 2, dayMinFen: null } }],
  [{ unit: null }],
])('no pay where %j has none that can be told', (pay) => {
  expect(postingOf({ pay: { ...gig.pay, ...pay } })).not.toHaveProperty('baseSalary');
});

test('what is not known is left out, and a household is not named', () => {
  const posting = postingOf();
  expect(posting).not.toHaveProperty('totalJobOpenings');
  expect(posting.hiringOrganization).toBe('confidential');
});

test.each([
  ['西藏自治区', ['昌都市', '卡若区', '如意乡'], '昌都市卡若区如意乡'],
  ['广东省', ['广东省', '广州市', '天河区'], '广州市天河区'],
  ['重庆市', ['重庆市', '市辖区', '万州区'], '万州区'],
  ['西藏自治区', ['西藏自治区'], undefined],
])('the region is the province: %s of %j', (province, regionNames, locality) => {
  const { address } = postingOf({ province, place: { ...gig.place, regionNames } }).jobLocation;
  expect(address).toMatchObject({ addressCountry: 'CN', addressRegion: province });
  expect(address.addressLocality).toBe(locality);
});

test('a place that is not known is not invented', () => {
  const { address } = postingOf({ province: null, place: { ...gig.place, regionNames: [] } }).jobLocation;
  expect(address).toEqual({ '@type': 'PostalAddress', addressCountry: 'CN' });
});

test.each(['full', 'closed', 'expired', 'withdrawn', 'in_review'])('none where it is %s', (state) => {
  expect(textOf({ state })).toBeNull();
});

test('none after its last day, whatever its state says', () => {
  expect(textOf({}, new Date('2026-11-25T00:00:00Z'))).toBeNull();
});

test.each([
  [{}, true],
  [{ source: { name: '重庆', url: null }, sourceName: '重庆' }, false],
  [{ source: { name: '广东', url: 'https://x.example' }, sourceName: '广东' }, false],
])('what was forwarded is not applied for here: %j', (changes, direct) => {
  expect(postingOf(changes).directApply).toBe(direct);
});

test('the description says when, where and what it pays, by date, and is never the title alone', () => {
  const { description } = postingOf({ title: '搬货' });
  expect(description).toContain('11月24日 周二 8:00–18:00');
  expect(description).toContain('¥220/天');
  expect(description).not.toBe('搬货');
  expect(description).not.toMatch(/今天|明天|后天|还缺/);
});
