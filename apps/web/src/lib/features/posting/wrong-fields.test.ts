import { zPosting } from '@linggong/contracts/posting.ts';
import { expect, test } from 'vitest';
import { wrongIn as wrongInDesk } from '#lib/features/desk/completing.ts';
import { type Draft, toDraft, toPosting } from './draft.ts';
import { typedNumber } from './numbers.ts';
import { typedClock, typedDay } from './typed-moment.ts';
import { storable, wrongIn } from './wrong-fields.ts';

const base = zPosting.parse({
  shifts: [{ startsAt: '2026-11-23T00:00:00.000Z', endsAt: '2026-11-23T10:00:00.000Z', headcount: 4 }],
  pay: { settlement: 'within_days', settlementDays: 3 },
});
const draft = (part: Partial<Draft>): Draft => ({ ...toDraft(base), ...part });
const people = (headcount: string) => draft({ shifts: [{ ...toDraft(base).shifts[0]!, headcount }] });
const shift = (part: Partial<Draft['shifts'][number]>) =>
  draft({ shifts: [{ ...toDraft(base).shifts[0]!, ...part }] });

test.each<[what: string, given: Draft, path: string, says: string]>([
  ['too many people', people('100000'), 'shifts.0.headcount', '写 1 到 999 人之间的整数'],
  ['nobody', people('0'), 'shifts.0.headcount', '写 1 到 999 人之间的整数'],
  ['half a person', people('2.5'), 'shifts.0.headcount', '写 1 到 999 人之间的整数'],
  ['less than nobody', people('－３'), 'shifts.0.headcount', '写 1 到 999 人之间的整数'],
  [
    'less than nothing',
    draft({ amount: '-5' }),
    'pay.amountFen',
    '写 0 到 10,000,000 元之间的数，最多 2 位小数',
  ],
  [
    'more than all money',
    draft({ amount: '99999999999999999999' }),
    'pay.amountFen',
    '写 0 到 10,000,000 元之间的数，最多 2 位小数',
  ],
  [
    'a thousandth',
    draft({ amountMax: '1.234' }),
    'pay.amountMaxFen',
    '写 0 到 10,000,000 元之间的数，最多 2 位小数',
  ],
  ['a decimal comma', draft({ amount: '1,5' }), 'pay.amountFen', '这里写数字，比如 220'],
  ['words', draft({ amount: '两百二' }), 'pay.amountFen', '这里写数字，比如 220'],
  ['a year and a day', draft({ settlementDays: '367' }), 'pay.settlementDays', '写 1 到 366 天之间的整数'],
  ['above Everest', draft({ altitude: '9000' }), 'workplace.altitudeM', '写 -200 到 8,900 米之间的整数'],
  ['a lorry', draft({ load: '501公斤' }), 'loadKg', '写 0 到 500 公斤之间的数，最多 1 位小数'],
  ...['2026-13-45', '0000-00-00', '2026-02-30', '2027-02-29', '后天', '2026-11', '9999-12-31'].map(
    (day): [string, Draft, string, string] => [
      `the day ${day}`,
      shift({ day }),
      'shifts.0.startsAt',
      '没有这一天。写成年、月、日，比如 2026-12-01',
    ],
  ),
  [
    'a day without hours',
    shift({ from: '', to: '' }),
    'shifts.0.startsAt',
    '还差几点上工，填了这一班才存得上',
  ],
  ['hours without a day', shift({ day: '' }), 'shifts.0.startsAt', '还差哪一天，填了这一班才存得上'],
  ['an end alone', shift({ day: '', from: '' }), 'shifts.0.startsAt', '还差哪一天，填了这一班才存得上'],
  ...['25:00', '8:60', '99:99', '八点', '24:01', '8:'].map((from): [string, Draft, string, string] => [
    `from ${from}`,
    shift({ from }),
    'shifts.0.startsAt',
    '没有这个钟点。写成 08:00 这样，最晚 24:00',
  ]),
  [
    'an end that is none',
    shift({ to: '-1:00' }),
    'shifts.0.endsAt',
    '没有这个钟点。写成 08:00 这样，最晚 24:00',
  ],
  ...['2026-13-45', '0000-00-00', '2026-06-31', '年底'].map((validDay): [string, Draft, string, string] => [
    `valid until ${validDay}`,
    draft({ validDay }),
    'validUntil',
    '没有这一天。写成年、月、日，比如 2026-12-01',
  ]),
  ...['小时', '/天', '每月', '时', '工'].map((pieceUnit): [string, Draft, string, string] => [
    `by the piece of ${pieceUnit}`,
    draft({ unit: 'piece', pieceUnit }),
    'pay.piece.unit',
    '按小时、按天、按月算的，请选“一小时”“一天”“一个月”。这里写按什么算件，比如“车”',
  ]),
  [
    'an amount where a piece belongs',
    draft({ unit: 'piece', pieceUnit: '100块' }),
    'pay.piece.unit',
    '这里写按什么算件，比如“车”“亩”，不写钱数',
  ],
  ['an age', draft({ minAge: '180' }), 'conditions.minAge', '写 0 到 120 岁之间的整数'],
  ['a long title', draft({ title: '卸'.repeat(41) }), 'title', '多了 1 字，删到 40 字'],
  [
    '3,000 characters',
    draft({ description: '搬'.repeat(3000) }),
    'description',
    '多了 1,000 字，删到 2,000 字',
  ],
  ['a landmark', draft({ landmark: '桥'.repeat(100) }), 'workplace.landmark', '多了 20 字，删到 80 字'],
  ['a word on pay', draft({ payText: '元'.repeat(201) }), 'pay.text', '多了 1 字，删到 200 字'],
  ['conditions', draft({ conditions: '会'.repeat(1300) }), 'conditions.text', '多了 1,000 字，删到 300 字'],
  ['hours', draft({ hoursText: '早'.repeat(301) }), 'hoursText', '多了 1 字，删到 300 字'],
])('%s is said at its field, and what is typed stays', (_, given, path, says) => {
  expect(wrongIn(given)).toEqual({ [path]: says });
  const kept = storable(given, base);
  expect(zPosting.safeParse(kept).success).toBe(true);
  // What is drawn and checked while it is typed is what is typed.
  expect(toPosting(given, base).description).toBe(given.description);
});

test.each<[what: string, given: Draft]>([
  ['a shift of which nothing is typed yet', shift({ day: '', from: '', to: '' })],
  ['a shift without an end', shift({ to: '' })],
  ['a time in words, whatever its shift says', draft({ timing: 'words', hoursText: '早上', shifts: [] })],
])('%s is stored as it is', (_, given) => {
  expect(wrongIn(given)).toEqual({});
});

test('what fits is told of nothing and stored whole, to the last character', () => {
  const fits = draft({
    description: `  ${'搬'.repeat(2000)}\n`,
    title: '卸'.repeat(40),
    amount: '０',
    load: '12.5',
    shifts: people('９９９').shifts,
  });
  expect(wrongIn(fits)).toEqual({});
  expect(storable(fits, base)).toEqual(toPosting(fits, base));
  expect(storable(fits, base)).toMatchObject({
    description: '搬'.repeat(2000),
    pay: { amountFen: 0 },
    shifts: [{ headcount: 999 }],
  });
});

test.each([
  ['1,234,567', 1_234_567],
  ['１，２５０．５', 1250.5],
  ['−5', 'wrong'],
  ['1。5', 1.5],
  ['1,25', 'wrong'],
  ['12,50,00', 'wrong'],
])('%j is %j', (text, number) => {
  expect(typedNumber(text, { min: 0, max: 10_000_000, decimals: 2 })).toBe(number);
});

test('the desk’s form says what of a piece doesn’t fit', () => {
  const form = new FormData();
  form.append('pieceUnit', '装满的一整车货');
  form.append('sharedBy', '0');
  expect(Object.keys(wrongInDesk(form))).toEqual(['pieceUnit', 'sharedBy']);
  form.set('pieceUnit', '一小时');
  expect(wrongInDesk(form).pieceUnit).toMatch(/^按小时、按天/);
  form.set('pieceUnit', '一车');
  expect(wrongInDesk(form)).not.toHaveProperty('pieceUnit');
});

test.each([
  ['2026/12/1', '2026-12-01'],
  ['２０２６－１２－０１', '2026-12-01'],
  [' 2026年12月1日 ', '2026-12-01'],
  ['2028-02-29', '2028-02-29'],
])('%s is a day without a picker too', (typed, day) => {
  expect(typedDay(typed)).toBe(day);
  expect(wrongIn(draft({ validDay: typed }))).toEqual({});
});

test.each([
  ['8:00', 480],
  ['8：05', 485],
  ['20点', 1200],
  ['8点半', 510],
  ['8点15分', 495],
  ['24:00', 1440],
  ['0:00', 0],
])('%s is a clock time', (typed, minutes) => {
  expect(typedClock(typed)).toBe(minutes);
});

test('where the time is told in words, days that are not shown are not read', () => {
  expect(wrongIn({ ...shift({ day: '2026-13-45' }), timing: 'words' })).toEqual({});
});

test('the desk’s form for what a forwarded posting lacks says the same', () => {
  const form = new FormData();
  for (const [name, value] of [
    ['amount', '-1'],
    ['headcount.0', '1000'],
    ['headcount.1', '１２'],
    ['unit', 'day'],
  ] as const)
    form.append(name, value);
  expect(wrongInDesk(form)).toEqual({
    amount: '写 0 到 10,000,000 元之间的数，最多 2 位小数',
    'headcount.0': '写 1 到 999 人之间的整数',
  });
});

test.each([
  ['二', 2],
  ['两人', 2],
  ['俩', 2],
  ['仨', 3],
  ['3个人分', 3],
  ['十个人', 10],
  ['４', 4],
])('%s share it', (sharedBy, people) => {
  const given = draft({ unit: 'piece', pieceUnit: '车', sharedBy });
  expect(wrongIn(given)).toEqual({});
  expect(storable(given, base).pay.piece?.sharedBy).toBe(people);
});

test.each(['好几个', 'x', '一车'])('%s is no number of people, and said so', (sharedBy) => {
  expect(wrongIn(draft({ unit: 'piece', sharedBy }))).toEqual({
    'pay.piece.sharedBy': '这里写几个人，比如 2',
  });
});
