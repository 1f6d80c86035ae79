import { type Posting, zPosting } from '@linggong/contracts/posting.ts';
import { expect, test } from 'vitest';
import { offerChanges } from './messages/offer.ts';
import { offerDifferences, thoseOfHolder } from './offer.ts';
import { headcount, openPlaces, placesToTake } from './open-places.ts';
import { checkPosting } from './posting/check.ts';
import { bestDayPayFen, bestPay, payOver } from './roles.ts';
import { type TakeInput, whyNotTake } from './take.ts';
import { SAID_IN_SOURCE } from './words/source.test-data.ts';

const id = (n: number) => String(n).padStart(24, '0');
const mason = (amountFen: number | null = 35_000) => ({ name: '瓦工', amountFen });
const helper = (amountFen: number | null = null) => ({ name: '小工', amountFen });
const day = (d: number, from = 9, to = 18) => ({
  startsAt: `2026-12-0${d}T0${from - 8}:00:00.000Z`,
  endsAt: `2026-12-0${d}T${to - 8}:00:00.000Z`,
});
/** Two days, two masons and eight helpers on each. */
const SHIFTS = [
  { id: id(1), ...day(3), headcount: 2, role: mason() },
  { id: id(2), ...day(3), headcount: 8, role: helper() },
  { id: id(3), ...day(4), headcount: 2, role: mason() },
  { id: id(4), ...day(4), headcount: 8, role: helper() },
];
const posting = (more: Partial<Posting> = {}): Posting =>
  zPosting.parse({
    tradeId: 'build.mason',
    title: '砌围墙',
    shifts: SHIFTS,
    pay: { amountFen: 22_000, unit: 'day' },
    ...more,
  });

test('places of what goes together are told role by role and added up', () => {
  const left = SHIFTS.map((shift, i) => ({ ...shift, open: [1, 8, 2, 5][i]! }));
  expect(openPlaces(left, true)).toBe(1 + 5);
  // In heads: those of the day that has most, who may be the same on the other.
  expect(openPlaces(left, false)).toBe(1 + 8);
  expect(headcount(left, true)).toBe(10);
  expect(placesToTake(left, true, new Date('2026-12-03T04:00:00Z'))).toBe(0);
  expect(placesToTake(left, false, new Date('2026-12-03T04:00:00Z'))).toBe(2 + 5);
});

test('the pay of several roles goes from the lowest to the highest, and the best of them is looked for', () => {
  const { pay } = posting();
  expect(payOver(pay, SHIFTS)).toMatchObject({ amountFen: 22_000, amountMaxFen: 35_000 });
  expect(payOver(pay, [SHIFTS[0]!])).toMatchObject({ amountFen: 35_000, amountMaxFen: null });
  expect(payOver(pay, [{ ...day(3) }])).toBe(pay);
  expect(bestPay(pay, SHIFTS).amountFen).toBe(35_000);
  expect(bestDayPayFen(pay, SHIFTS)).toBe(35_000);
  expect(bestDayPayFen({ ...pay, unit: 'whole' }, SHIFTS)).toBe(17_500);
});

const take = (shiftIds: string[], together: boolean, open = [2, 8, 2, 8]): TakeInput => ({
  gig: {
    id: 'g',
    tradeId: 'build.mason',
    hazards: [],
    loadKg: null,
    altitudeM: 3000,
    state: 'published',
    reach: 'account',
    together,
    shifts: SHIFTS.map((shift, i) => ({ ...shift, open: open[i]! })),
    conditions: { minAge: null, maxAge: null },
  } as TakeInput['gig'],
  person: { name: '扎西', birthDate: '1990-01-01', plateauResident: true, isEmployerMember: false },
  bookings: [],
  shiftIds,
  now: new Date('2026-12-01T00:00:00Z'),
});

test.each<[string, string[], boolean, string | null]>([
  ['all of one role, together', [id(1), id(3)], true, null],
  ['a part of a role, together', [id(1)], true, 'pick_shift'],
  ['days of two roles, together', [id(1), id(4)], true, 'pick_shift'],
  ['everything, together', [id(1), id(2), id(3), id(4)], true, 'pick_shift'],
  ['nothing said, together', [], true, 'pick_shift'],
  ['one day of one role', [id(2)], false, null],
  ['another role on another day', [id(1), id(4)], false, null],
  ['two roles at the same time', [id(1), id(2)], false, 'same_time'],
])('taking: %s', (_, shiftIds, together, refusal) => {
  expect(whyNotTake(take(shiftIds, together))?.refusal ?? null).toBe(refusal);
});

test('a full role is full, the other is not', () => {
  expect(whyNotTake(take([id(1), id(3)], true, [0, 8, 2, 8]))?.refusal).toBe('full');
  expect(whyNotTake(take([id(2), id(4)], true, [0, 8, 2, 8]))).toBeNull();
});

const changed = (shifts: Posting['shifts'], more: Partial<Posting> = {}) => {
  const [before, after] = [posting(), posting({ shifts, ...more })];
  const differences = offerDifferences(before, after);
  const said = (held: string[]) =>
    offerChanges(before, after, thoseOfHolder(differences, held), {
      names: () => '',
      words: SAID_IN_SOURCE,
    }).map(({ label, before: was, after: is }) => `${label} ${was} → ${is}`);
  return { masons: said([id(1), id(3)]), helpers: said([id(2), id(4)]) };
};
const roles = (of: (role: NonNullable<Posting['shifts'][number]['role']>) => typeof role | null) =>
  SHIFTS.map((shift) => ({ ...shift, role: of(shift.role) }));

test('whoever holds a role is asked about that role alone, and once for all its days', () => {
  expect(changed(roles((role) => (role.name === '瓦工' ? mason(30_000) : role)))).toEqual({
    masons: ['分工 瓦工 ¥350/天 → 瓦工 ¥300/天'],
    helpers: [],
  });
  expect(changed(SHIFTS, { pay: { ...posting().pay, amountFen: 20_000 } })).toEqual({
    masons: [],
    helpers: ['分工 小工 ¥220/天 → 小工 ¥200/天'],
  });
  expect(
    changed(roles((role) => (role.name === '瓦工' ? { ...role, name: '抹灰工' } : role))).masons,
  ).toEqual(['分工 瓦工 ¥350/天 → 抹灰工 ¥350/天']);
  expect(
    changed(roles((role) => (role.name === '瓦工' ? { ...role, name: ' 瓦 工' } : role))).masons,
  ).toEqual([]);
  expect(changed(SHIFTS.map((shift) => ({ ...shift, headcount: 9 }))).masons).toEqual([]);
  const more = [...SHIFTS, { id: id(5), ...day(3), headcount: 1, role: { name: '电工', amountFen: 40_000 } }];
  expect(changed(more)).toEqual({ masons: [], helpers: [] });
});

const flags = (given: Posting) =>
  checkPosting(given, {
    now: new Date('2026-12-01T00:00:00Z'),
    wages: [
      {
        regionCode: '54',
        hourlyFen: 2000,
        monthlyFen: 210_000,
        effectiveFrom: '2026-01-01',
        docNo: '藏人社发〔2026〕1号',
        confirmed: true,
      },
    ],
    regionCodes: ['54'],
    altitudeM: null,
    forwarded: false,
    employerKind: 'business',
  });

test('the lowest paid role is held to the minimum wage, and its field is named', () => {
  const low = posting({
    shifts: roles((role) => (role.name === '小工' ? helper(10_000) : role)) as Posting['shifts'],
  });
  expect(flags(low).find(({ rule }) => rule === 'pay.below_minimum')?.field).toBe('shifts.1.role.amountFen');
  expect(flags(posting()).some(({ rule }) => rule === 'pay.below_minimum')).toBe(false);
});

test('no pay is missing where each role has its own, and roles’ names are read as any text', () => {
  const all = posting({
    shifts: roles((role) => ({ ...role, amountFen: 30_000 })) as Posting['shifts'],
    pay: { ...posting().pay, amountFen: null },
  });
  expect(flags(all).some(({ rule }) => rule === 'missing.pay')).toBe(false);
  expect(flags(posting({ pay: { ...posting().pay, amountFen: null } })).map(({ rule }) => rule)).toContain(
    'missing.pay',
  );
  const women = posting({
    shifts: roles((role) =>
      role.name === '小工' ? { ...role, name: '小工只要男的' } : role,
    ) as Posting['shifts'],
  });
  expect(flags(women).map(({ field }) => field)).toContain('shifts.1.role.name');
});
