import { zPosting } from '@linggong/contracts/posting.ts';
import { describe, expect, test } from 'vitest';
import { toDraft, toPosting } from './draft.ts';
import { readDraft } from './draft-form.ts';
import { typedNumber, typedPoint } from './numbers.ts';
import { withShiftIds } from './save.svelte.ts';
import { atHoursOf, overnight, repeated, shiftMoments } from './shifts.ts';
import { storable, wrongIn } from './wrong-fields.ts';

const id = (digit: string) => digit.repeat(24);
const full = zPosting.parse({
  tradeId: 'loading',
  title: '卸两车水泥',
  description: '一袋 50 公斤\n两个人抬',
  shifts: [
    { id: id('1'), startsAt: '2026-11-23T00:00:00.000Z', endsAt: '2026-11-23T10:00:00.000Z', headcount: 4 },
    {
      id: id('2'),
      startsAt: '2026-11-24T12:00:00.000Z',
      endsAt: '2026-11-24T22:00:00.000Z',
      headcount: null,
    },
  ],
  together: true,
  workplace: { regionId: id('a'), landmark: '二小对面', point: [97.178, 31.137], altitudeM: 3240 },
  pay: {
    amountFen: 22050,
    amountMaxFen: 25000,
    unit: 'day',
    settlement: 'within_days',
    settlementDays: 3,
    method: 'cash',
  },
  included: { meals: true, lodging: false },
  loadKg: 50,
  hazards: ['dust', 'height'],
  conditions: { minAge: 18, sex: 'male', text: '会开叉车' },
  bookingMode: 'choose',
  validUntil: '2026-11-24T15:59:00.000Z',
  source: { name: '某县人社', externalId: '7' },
});

test('a stored posting comes back from the form as it was', () => {
  expect(toPosting(toDraft(full), full)).toEqual({ ...full, hazards: ['height', 'dust'] });
});

test('the form sent by a browser without a script says the same as the page with one', () => {
  const draft = toDraft(full);
  const form = new FormData();
  const put = (name: string, value: string) => form.append(name, value);
  for (const name of ['tradeId', 'title', 'timing', 'hoursText', 'bookingMode'] as const)
    put(name, draft[name]);
  put('description', draft.description.replace('\n', '\r\n'));
  draft.shifts.forEach((shift, i) => {
    for (const [name, value] of Object.entries(shift)) put(`shifts.${i}.${name}`, value);
  });
  put('shifts.2.headcount', '');
  put('together', 'yes');
  put('region.county', id('a'));
  put('region.township', '');
  put('workplace.landmark', draft.landmark);
  put('workplace.point', draft.point);
  put('workplace.altitudeM', draft.altitude);
  put('pay.amountFen', draft.amount);
  put('pay.amountMaxFen', draft.amountMax);
  put('pay.unit', draft.unit);
  put('pay.settlement', draft.settlement);
  put('pay.settlementDays', draft.settlementDays);
  put('pay.method', draft.method);
  put('included.meals', 'yes');
  put('included.lodging', 'no');
  put('loadKg', draft.load);
  put('hazards', 'height');
  put('hazards', 'dust');
  put('hazards', 'nonsense');
  put('conditions.minAge', '18');
  put('conditions.text', draft.conditions);
  put('validUntil', draft.validDay);
  expect(toPosting(readDraft(form), full)).toEqual(toPosting(draft, full));
});

const byPiece = zPosting.parse({
  ...full,
  pay: { ...full.pay, unit: 'piece', piece: { unit: '车', sharedBy: 2, dayMinFen: 15_050 } },
});

test('pay by the piece comes back from the form as it was', () => {
  expect(toDraft(byPiece)).toMatchObject({ pieceUnit: '车', sharedBy: '2', dayMin: '150.5' });
  expect(toPosting(toDraft(byPiece), byPiece).pay).toEqual(byPiece.pay);
  const old = zPosting.parse({ ...full, pay: { ...full.pay, unit: 'piece' } });
  expect(toPosting(toDraft(old), old).pay.piece ?? null).toBeNull();
});

test.each(['/车', '每车', '一车', '元/车', ' 车 '])('%j is a piece of 车', (pieceUnit) => {
  expect(toPosting({ ...toDraft(byPiece), pieceUnit }, byPiece).pay.piece?.unit).toBe('车');
});

test('what was typed of pieces counts only where the pay is by the piece', () => {
  const draft = { ...toDraft(byPiece), unit: 'day', pieceUnit: '一整车货装到满', sharedBy: 'x' };
  expect(toPosting(draft, byPiece).pay).not.toHaveProperty('piece');
  expect(wrongIn(draft)).toEqual({});
});

test('a form without a script sends what a piece is', () => {
  const form = new FormData();
  for (const [name, value] of [
    ['pay.amountFen', '110'],
    ['pay.unit', 'piece'],
    ['pay.piece.unit', '每车'],
    ['pay.piece.sharedBy', '２'],
    ['pay.piece.dayMinFen', ''],
  ] as const)
    form.append(name, value);
  expect(toPosting(readDraft(form), full).pay).toMatchObject({
    amountFen: 11_000,
    unit: 'piece',
    piece: { unit: '车', sharedBy: 2, dayMinFen: null },
  });
});

test('what doesn’t fit in a piece is told, and left out', () => {
  const draft = { ...toDraft(byPiece), pieceUnit: '装满的一整车货', sharedBy: '51', dayMin: '不少' };
  expect(Object.keys(wrongIn(draft))).toEqual([
    'pay.piece.unit',
    'pay.piece.sharedBy',
    'pay.piece.dayMinFen',
  ]);
  expect(zPosting.safeParse(storable(draft, byPiece)).success).toBe(true);
  expect(storable(draft, byPiece).pay.piece ?? null).toBeNull();
});

test('what isn’t a number is told, and left out rather than guessed', () => {
  const draft = { ...toDraft(full), amount: '两百二', load: '-3', point: '31.137, 197.178' };
  draft.shifts = draft.shifts.map((shift, i) => (i === 0 ? { ...shift, headcount: '4.5' } : shift));
  expect(Object.keys(wrongIn(draft)).sort()).toEqual(
    ['pay.amountFen', 'workplace.point', 'loadKg', 'shifts.0.headcount'].sort(),
  );
  const posting = toPosting(draft, full);
  expect(posting.pay.amountFen).toBeNull();
  expect(posting.shifts[0]?.headcount).toBeNull();
  expect(posting.workplace.point).toBeNull();
  expect(zPosting.safeParse(posting).success).toBe(true);
});

test('hours in words keep one row, for how many people', () => {
  const { shifts } = toPosting({ ...toDraft(full), timing: 'words', hoursText: '看天气' }, full);
  expect(shifts).toEqual([{ id: id('1'), startsAt: null, endsAt: null, headcount: 4 }]);
});

describe('numbers as people type them', () => {
  const limits = { min: 0, max: 10_000, decimals: 2 };
  test.each([
    ['220', 220],
    ['２２０', 220],
    ['¥1,250.5', 1250.5],
    ['25公斤', 25],
    [' 3 240 米', 3240],
    ['', null],
    ['  ', null],
    ['二百', 'wrong'],
    ['2千', 'wrong'],
    ['20000', 'wrong'],
    ['1.234', 'wrong'],
    ['元', 'wrong'],
    ['1e3', 'wrong'],
  ])('%j is %j', (text, number) => {
    expect(typedNumber(text, limits)).toBe(number);
  });

  test.each([
    ['97.178, 31.137', [97.178, 31.137]],
    ['97.178，31.137', [97.178, 31.137]],
    ['', null],
    ['31.137, 97.178', 'wrong'],
    ['昌都', 'wrong'],
  ])('place %j is %j', (text, point) => {
    expect(typedPoint(text)).toEqual(point);
  });
});

describe('shifts', () => {
  test('an end before the start is on the next day', () => {
    const night = { day: '2026-11-23', from: '20:00', to: '06:00' };
    expect(overnight(night)).toBe(true);
    expect(shiftMoments(night)).toEqual({
      startsAt: '2026-11-23T12:00:00.000Z',
      endsAt: '2026-11-23T22:00:00.000Z',
    });
  });

  test('half a shift stays half', () => {
    expect(shiftMoments({ day: '2026-11-23', from: '', to: '18:00' })).toEqual({
      startsAt: null,
      endsAt: null,
    });
    expect(shiftMoments({ day: '2026-11-23', from: '08:00', to: '' })).toEqual({
      startsAt: '2026-11-23T00:00:00.000Z',
      endsAt: null,
    });
  });

  test('repeated over days, across a month, never more than 31', () => {
    const shift = {
      id: id('1'),
      day: '2026-11-29',
      from: '08:00',
      to: '18:00',
      headcount: '4',
      role: '',
      roleAmount: '',
    };
    const three = repeated([shift], 3, '2026-11-23');
    expect(three.map(({ day }) => day)).toEqual(['2026-11-29', '2026-11-30', '2026-12-01']);
    expect(three.slice(1).every((s) => s.id === '' && s.headcount === '4')).toBe(true);
    expect(repeated(three, 60, '2026-11-23')).toHaveLength(31);
  });

  test('new shifts get their ids, known ones keep theirs', () => {
    const sent = { ...full, shifts: [full.shifts[0]!, { startsAt: null, endsAt: null, headcount: 2 }] };
    const stored = { ...full, shifts: [full.shifts[0]!, { ...sent.shifts[1]!, id: id('9') }] };
    expect(withShiftIds(sent, stored).shifts.map((s) => s.id)).toEqual([id('1'), id('9')]);
  });
});

describe('a copied gig', () => {
  const undated = full.shifts.map(({ headcount }) => ({ startsAt: null, endsAt: null, headcount }));
  const copied = toDraft(zPosting.parse({ ...full, shifts: undated }));

  test('works at the hours of the one that it was copied from, and says no day', () => {
    const { shifts } = atHoursOf(copied, full.shifts);
    expect(shifts).toMatchObject([
      { day: '', from: '08:00', to: '18:00', headcount: '4' },
      { day: '', from: '20:00', to: '06:00', headcount: '' },
    ]);
    expect(Object.keys(wrongIn({ ...copied, shifts }))).toEqual(['shifts.0.startsAt', 'shifts.1.startsAt']);
  });

  test('keeps what was said of it since', () => {
    const said = {
      ...copied,
      shifts: copied.shifts.map((shift, i) => (i ? shift : { ...shift, from: '9:00' })),
    };
    expect(atHoursOf(said, full.shifts)).toEqual(said);
    expect(atHoursOf(copied, [])).toEqual(copied);
  });
});
