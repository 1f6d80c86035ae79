import { PAY_UNITS } from '@linggong/contracts/pay-unit.ts';
import { INCLUDED, SETTLEMENTS, zPosting } from '@linggong/contracts/posting.ts';
import type { Point } from '@linggong/contracts/scalars.ts';
import { localDay } from '@linggong/rules/time.ts';
import { PLACES } from '@linggong/testkit/builders.ts';
import fc from 'fast-check';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { EmployerRecord } from '../employers/public.ts';
import { type GigRecord, newGig, publicFields } from '../gigs/public.ts';
import { type RegionRecord, regionByCode } from '../regions/public.ts';

/** Gigs of all kinds, and filters, for the tests of the listing. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/**
 * Half past ten of a morning in Beijing: half past, so that what is generated around it never falls on the very moment.
 */
export const NOW = new Date(Math.ceil(Date.now() / DAY) * DAY + 2.5 * HOUR);
const CODES = [PLACES.karuo, PLACES.ruyi, PLACES.jiangda, '5401'];
const WORDS = ['搬砖', '洗碗', '砌墙工', '挖机 B2', '', '大棚摘菜'];

const hours = (n: number) => new Date(NOW.getTime() + n * HOUR);
const iso = (n: number) => hours(n).toISOString();
const shiftOf = fc
  .record({
    starts: fc.option(fc.integer({ min: -40, max: 90 }), { freq: 5 }),
    /** Hours; sometimes one that says no end, or ends before it begins. */
    long: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 2, max: 30 }) },
      { weight: 1, arbitrary: fc.constantFrom(null, -3, 0, 24) },
    ),
    headcount: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 6 }),
    taken: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ starts, long, headcount, taken }) => ({
    taken: Math.min(taken, headcount ?? 0),
    startsAt: starts === null ? null : iso(starts),
    endsAt: starts === null || long === null ? null : iso(starts + long),
    headcount,
  }));
const pointOf = fc.tuple(
  fc.double({ min: 96.5, max: 98, noNaN: true }),
  fc.double({ min: 30.5, max: 31.8, noNaN: true }),
) as fc.Arbitrary<Point>;
const said = fc.constantFrom(true, true, false, null);
const gigOf = fc.record({
  code: fc.constantFrom(...CODES),
  shifts: fc.array(shiftOf, { maxLength: 3 }),
  together: fc.boolean(),
  title: fc.constantFrom(...WORDS),
  tradeId: fc.constantFrom('loading', 'courier', null),
  point: fc.option(pointOf, { freq: 4 }),
  pay: fc.record({
    amountFen: fc.option(fc.constantFrom(2000, 20_000, 25_000, 500_000), { freq: 8 }),
    unit: fc.constantFrom(...PAY_UNITS, null),
    settlement: fc.constantFrom(...SETTLEMENTS, null),
    piece: fc.option(
      fc.record({
        unit: fc.constantFrom('车', ''),
        sharedBy: fc.constantFrom(null, 1, 2, 3),
        dayMinFen: fc.constantFrom(null, 20_000),
      }),
      { freq: 2 },
    ),
  }),
  included: fc.record({ meals: said, lodging: said, transport: said, tools: said }),
  // Few different moments, so that many gigs share a place in the order.
  published: fc.integer({ min: 1, max: 4 }),
  validHours: fc.integer({ min: -3, max: 200 }),
  state: fc.constantFrom('published', 'published', 'published', 'published', 'in_review', 'closed'),
});

export type Generated = { record: GigRecord; employer: EmployerRecord; region: RegionRecord };

/** Writes 160 gigs, always the same but for the day, most of them public at `NOW`. */
export async function makeGigs(deps: Deps): Promise<Generated[]> {
  const made: Generated[] = [];
  const employers: EmployerRecord[] = [];
  for (const kind of ['business', 'household'] as const) {
    const region = (await regionByCode(deps, PLACES.karuo))!;
    const employer: EmployerRecord = {
      _id: new Types.ObjectId(),
      name: kind === 'business' ? '藏东建材' : '扎西家',
      kind,
      creditCode: null,
      regionId: region._id,
      regionPath: region.path,
      contactPhone: null,
      verification: null,
      sourceName: null,
      createdAt: NOW,
    };
    employers.push(employer);
  }
  await deps.models.employers.insertMany(employers);
  const plans = fc.sample(gigOf, { numRuns: 160, seed: 20_261_124 });
  for (const [i, plan] of plans.entries()) {
    const region = (await regionByCode(deps, plan.code))!;
    const around = { employer: employers[i % 2]!, region };
    const posting = zPosting.parse({
      ...plan,
      shifts: plan.shifts.map(({ taken: _taken, ...shift }) => shift),
      workplace: { regionId: region._id.toHexString(), landmark: i % 3 ? '老桥头' : '', point: plan.point },
      validUntil: iso(plan.validHours),
    });
    const draft = newGig({ number: String(100_000 + i), posting }, around, NOW);
    draft.shifts = draft.shifts.map((shift, n) => ({
      ...shift,
      open: shift.headcount === null ? null : shift.headcount - plan.shifts[n]!.taken,
    }));
    const record = { ...draft, ...publicFields(draft, around, NOW), publishedAt: hours(-plan.published) };
    made.push({ record: { ...record, state: plan.state as GigRecord['state'] } as GigRecord, ...around });
  }
  await deps.models.gigs.insertMany(made.map(({ record }) => record));
  return made;
}

/** Regions that gigs are generated in, and the city above most of them. */
export const filterRegions = (deps: Deps): Promise<string[]> =>
  Promise.all(
    [...CODES, PLACES.city].map(async (code) => (await regionByCode(deps, code))!._id.toHexString()),
  );

const dayFrom = (days: number) => localDay(new Date(NOW.getTime() + days * DAY));

/** Query strings of filters of up to three parts: with more, hardly any gig is left to tell a right answer by. */
export function filtersOver(regionIds: readonly string[]): fc.Arbitrary<Record<string, string | number>> {
  const parts: Record<string, fc.Arbitrary<string | number>> = {
    region: fc.constantFrom(...regionIds),
    trade: fc.constantFrom('loading', 'courier', 'loading,courier', ''),
    day: fc.constantFrom(dayFrom(-1), dayFrom(0), dayFrom(2)),
    hours: fc.constantFrom(
      '08:00-18:00',
      '18:30-06:30',
      '00:00-12:30',
      '12:30-00:00',
      '10:30-20:30',
      '06:00-05:59',
    ),
    settlement: fc.constantFrom(...SETTLEMENTS, 'same_day,weekly', ''),
    needs: fc.constantFrom(...INCLUDED, 'meals,lodging', 'tools,meals,tools', ''),
    payMin: fc.constantFrom(0, 2000, 2001, 20_000, 30_000),
    payUnit: fc.constantFrom(...PAY_UNITS),
    near: fc.constantFrom('97.18,31.14', '96.9,30.9'),
    within: fc.constantFrom(1, 20, 60, 2000),
    q: fc.constantFrom(
      '搬砖',
      '砖',
      '墙工',
      '工墙',
      'b2',
      '老桥头',
      '卡若',
      '100-007',
      '扎西',
      '藏东',
      '！',
      '',
    ),
    open: fc.constant('1'),
  };
  return fc
    .shuffledSubarray(Object.keys(parts), { maxLength: 3 })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, parts[key]!]))))
    .map(
      (filter): Record<string, string | number> =>
        'within' in filter ? { near: '97.18,31.14', ...filter } : filter,
    );
}
