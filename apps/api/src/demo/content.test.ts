import { tradeById } from '@linggong/contracts/trades.ts';
import { checkPosting } from '@linggong/rules/posting/check.ts';
import { expect, test } from 'vitest';
import { wagesOn } from '../modules/flags/public.ts';
import { regionSeeds } from '../modules/regions/public.ts';
import { demoContent } from './content.ts';
import { DEMO_EMPLOYERS, demoCreditCode } from './employers.ts';
import { ALL_GIGS } from './gigs.ts';
import { DEMO_PEOPLE } from './people.ts';
import { PROXY_VILLAGES } from './persons.ts';
import { dateGig } from './schedule.ts';

const MOMENTS = [
  '2026-11-22T21:30:00Z',
  '2027-02-10T04:00:00Z',
  '2027-05-20T15:30:00Z',
  '2027-09-01T10:15:00Z',
];
const regionCodes = new Set([...regionSeeds('5403')].map((region) => region.code));

test('keys, employers, trades and regions exist', () => {
  const keys = ALL_GIGS.map((gig) => gig.key);
  expect(new Set(keys).size).toBe(keys.length);
  const employers = new Set(DEMO_EMPLOYERS.map((employer) => employer.key));
  expect(employers.size).toBe(40);
  for (const { key, employer, trade, at } of ALL_GIGS) {
    expect(employers.has(employer), key).toBe(true);
    if (trade !== null) expect(tradeById(trade), `${key}: ${trade}`).toBeDefined();
    if (at.region !== null) expect(regionCodes.has(at.region), `${key}: ${at.region}`).toBe(true);
  }
  for (const { key, region } of DEMO_EMPLOYERS) expect(regionCodes.has(region), key).toBe(true);
  for (const { key, region, employer, desk, broker } of DEMO_PEOPLE) {
    expect(regionCodes.has(region), key).toBe(true);
    if (employer) expect(employers.has(employer), key).toBe(true);
    if (desk) expect(regionCodes.has(desk), key).toBe(true);
    if (broker) expect(regionCodes.has(broker), key).toBe(true);
  }
});

test('no two gigs are described alike', () => {
  const texts = ALL_GIGS.map((gig) => gig.text).filter((text) => text !== '');
  expect(new Set(texts).size).toBe(texts.length);
  const openings = texts.map((text) => text.slice(0, 8));
  expect(new Set(openings).size).toBe(openings.length);
  expect(texts.filter((text) => text.length >= 30).length).toBeGreaterThan(80);
});

test('employers of every kind and state of verification', () => {
  const count = (wanted: (e: (typeof DEMO_EMPLOYERS)[number]) => boolean) =>
    DEMO_EMPLOYERS.filter(wanted).length;
  for (const kind of ['household', 'business', 'public_body', 'agency'])
    expect(count((e) => e.kind === kind)).toBeGreaterThan(3);
  expect(count((e) => e.verified === undefined)).toBeGreaterThan(4);
  expect(count((e) => (e.verified?.daysAgo ?? 0) > 184)).toBeGreaterThan(3);
  expect(count((e) => e.verified !== undefined && e.verified.daysAgo < 170)).toBeGreaterThan(20);
});

test('credit codes have 18 characters of the standard and a check character that fits', () => {
  // Worked by hand from GB 32100-2015: sum of value * 3^i mod 31 over all 18 is 0 mod 31 with weight 1 for the last.
  const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  for (const index of [0, 1, 17, 39]) {
    const code = demoCreditCode('540302', index);
    expect(code).toMatch(/^[0-9A-HJ-NPQRTUWXY]{18}$/);
    const sum = [...code].reduce((s, c, i) => s + characters.indexOf(c) * (i === 17 ? 1 : 3 ** i % 31), 0);
    expect(sum % 31).toBe(0);
  }
});

test.each(MOMENTS)('at %s the demo is fresh, full of work and consistent', (moment) => {
  const now = new Date(moment);
  const { persons, gigs, bookings } = demoContent(now);
  const live = gigs.filter((gig) => gig.plan.state === undefined && !gig.plan.key.startsWith('past-'));
  expect(live.length).toBeGreaterThanOrEqual(75);
  for (const { plan, shifts, validUntil } of live) {
    expect(validUntil!.getTime(), plan.key).toBeGreaterThan(now.getTime());
    for (const { startsAt, endsAt } of shifts) {
      if (!startsAt || !endsAt) continue;
      expect(startsAt.getTime(), plan.key).toBeGreaterThan(now.getTime());
      expect(endsAt.getTime(), plan.key).toBeGreaterThan(startsAt.getTime());
    }
  }
  const soon = live.filter((gig) =>
    gig.shifts.some((s) => s.startsAt && +s.startsAt < +now + 40 * 3_600_000),
  );
  expect(soon.length).toBeGreaterThan(20);

  expect(persons).toHaveLength(309);
  const phones = persons.flatMap((person) => person.phone ?? []);
  expect(new Set(phones).size).toBe(phones.length);
  for (const phone of phones) expect(phone).toMatch(/^\+8619900000\d{3}$/);
  const withoutPhone = persons.filter((person) => person.phone === null);
  expect(new Set(withoutPhone.map((person) => person.region))).toEqual(new Set(PROXY_VILLAGES));

  const gigByKey = new Map(gigs.map((gig) => [gig.plan.key, gig]));
  const pairs = bookings.map((b) => `${b.gig} ${b.person}`);
  expect(new Set(pairs).size).toBe(pairs.length);
  const held = new Map<string, { startsAt: Date; endsAt: Date }[]>();
  const taken = new Map<string, number>();
  for (const { gig, person, shifts } of bookings) {
    expect(shifts.length).toBeGreaterThan(0);
    const { plan, shifts: all } = gigByKey.get(gig)!;
    expect(plan.state).toBeUndefined();
    if (plan.together) expect(shifts).toHaveLength(all.length);
    for (const index of shifts) {
      const { startsAt, endsAt } = all[index]!;
      taken.set(`${gig} ${index}`, (taken.get(`${gig} ${index}`) ?? 0) + 1);
      if (!startsAt || !endsAt) continue;
      const others = held.get(person) ?? [];
      expect(
        others.some((o) => o.startsAt < endsAt && startsAt < o.endsAt),
        `${person} ${gig}`,
      ).toBe(false);
      held.set(person, [...others, { startsAt, endsAt }]);
    }
  }
  for (const [at, count] of taken) {
    const [key, index] = at.split(' ') as [string, string];
    expect(count, at).toBeLessThanOrEqual(gigByKey.get(key)!.shifts[Number(index)]!.headcount!);
  }
  for (const { plan, shifts } of live.filter((gig) => gig.plan.taken === 'full'))
    shifts.forEach((shift, index) => {
      expect(taken.get(`${plan.key} ${index}`), plan.key).toBe(shift.headcount);
    });
});

test('no posting that is public in the demo is flagged by the rules, whatever the season', () => {
  const now = new Date(MOMENTS[0]!);
  const random = () => 0.5;
  for (const plan of ALL_GIGS.filter((gig) => gig.state === undefined)) {
    const { posting, submittedAt } = dateGig(plan, now, random);
    const code = plan.at.region!;
    const regionCodes = [2, 4, 6, 9, 12]
      .filter((digits) => digits <= code.length)
      .map((digits) => code.slice(0, digits));
    const workplace = { ...posting.workplace, regionId: '0'.repeat(24) };
    const flags = checkPosting(
      { ...posting, workplace },
      {
        now: submittedAt!,
        wages: wagesOn(regionCodes),
        regionCodes,
        altitudeM: workplace.altitudeM,
        forwarded: posting.source !== null,
        employerKind: DEMO_EMPLOYERS.find((employer) => employer.key === plan.employer)!.kind,
      },
    );
    expect(flags.map((flag) => `${plan.key} ${flag.rule} ${flag.words}`)).toEqual([]);
  }
});

test('the same moment and seed give the same demo, another seed another crowd', () => {
  const now = new Date(MOMENTS[0]!);
  expect(demoContent(now)).toEqual(demoContent(now));
  expect(demoContent(now, 1).persons).not.toEqual(demoContent(now).persons);
});
