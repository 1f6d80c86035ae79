/**
 * The index of filters beside a look at every filter (`matches`, one filter object each, as the live feed did it):
 * CPU time of this process per gig, in interleaved rounds, medians.
 *
 * The filters are such as people of Chamdo might keep, one of seven of them: 10 % are circles of 3 to 50 km around a
 * place near a county town (rounded to 0.01°, as the page does), the others regions: 3 % the prefecture, 42 % a county,
 * 40 % a township, 15 % a village; three tenths of all in the county of the prefecture's seat. 10 % name no trade, 63 %
 * one, 27 % two to five, the nth trade 1/√n times as often as the first; 15 % a day of the next two weeks, 15 % a least
 * day pay of 100 to 400 yuan in tens, 3 % one by the hour, 4 % a word, 20 % only what is open. Equal ones arise as
 * chance has it. The gigs lie in townships and villages of the same counties, last one to five days, and 70 % have a
 * point. A gig matches about eight filters in a thousand.
 *
 * `growth_1m`: the first 100,000 filters and 900,000 more of the same distribution that match none of the gigs, so
 * that what is found stays the same and only what has to be passed by grows.
 * The hard case: 10 % of all filters are circles over all of the prefecture, no two alike, so that each gig with a
 * point matches them all and every one must be checked by its distance.
 */
import { seededRandom } from '@linggong/api/demo/random.ts';
import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { type MatchableGig, matches } from '@linggong/matching/filter.ts';
import { createFilterIndex, type FilterIndex } from '@linggong/matching/filter-index.ts';
import { figure, median, progress } from './figures.ts';
import { market } from './match/market.ts';
import { bytesHeld, cpuMicroseconds } from './match/measure.ts';

const [FEW, MANY, GIGS, ROUNDS, WARM_UPS] = [100_000, 1_000_000, 120, 40, 3];
const LINEAR_GIGS = 12;

const random = seededRandom(20_261_123);
const { filter, gig, wideFilter } = market(random);
const gigs = Array.from({ length: GIGS }, gig);
const draw = (count: number, one: () => FeedFilter) => Array.from({ length: count }, one);

function indexOf(filters: readonly FeedFilter[]): FilterIndex<number> {
  const index = createFilterIndex<number>();
  for (const [id, one] of filters.entries()) index.set(id, one);
  return index;
}

let delivered = 0;
const deliver = (_id: number) => {
  delivered += 1;
};
const byIndex = (index: FilterIndex<number>, some: readonly MatchableGig[]) =>
  cpuMicroseconds(() => {
    for (const one of some) index.match(one, deliver);
  }) / some.length;
const byLinearScan = (filters: readonly FeedFilter[], some: readonly MatchableGig[]) =>
  cpuMicroseconds(() => {
    for (const one of some) for (const [id, asked] of filters.entries()) if (matches(asked, one)) deliver(id);
  }) / some.length;

/** Pairs of a gig and an id that only one of the two ways finds, or that the index finds twice. */
function mismatches(
  index: FilterIndex<number>,
  filters: readonly FeedFilter[],
  some: readonly MatchableGig[],
): number {
  let wrong = 0;
  for (const one of some) {
    const found = new Uint8Array(filters.length);
    index.match(one, (id) => {
      found[id]! += 1;
    });
    for (const [id, asked] of filters.entries()) if (found[id] !== Number(matches(asked, one))) wrong += 1;
  }
  return wrong;
}

/** Medians of what each does per gig, in turn. */
function compare<Name extends string>(
  ways: Record<Name, (some: readonly MatchableGig[], round: number) => number>,
) {
  const names = Object.keys(ways) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    for (const name of round % 2 ? names : names.toReversed()) {
      const time = ways[name](gigs, round);
      if (round >= WARM_UPS) times[name].push(time);
    }
    progress(`${names.join(', ')}: round`, round + 1, WARM_UPS + ROUNDS);
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}
/** So many of the gigs, others in each round: a scan takes much the same for any. */
const some = (of: readonly MatchableGig[], round: number) =>
  Array.from({ length: LINEAR_GIGS }, (_, i) => of[(round * LINEAR_GIGS + i) % of.length]!);

const ids = Array.from({ length: MANY }, (_, i) => `socket-${i}`);
const realistic = createFilterIndex<string>();
const held = bytesHeld(() => {
  for (const id of ids) realistic.set(id, filter());
});
const { distinct } = realistic;
for (const id of ids) realistic.remove(id);
const different = createFilterIndex<string>();
const heldDifferent = bytesHeld(() => {
  for (const id of ids.slice(0, FEW)) different.set(id, { ...filter(), payMin: random() * 50_000 });
});
for (const id of ids.slice(0, FEW)) different.remove(id);

const few = draw(FEW, filter);
const fewIndex = indexOf(few);
const passedBy = () => {
  for (;;) {
    const one = filter();
    if (!gigs.some((offered) => matches(one, offered))) return one;
  }
};
const many = [...few, ...draw(MANY - FEW, passedBy)];
const manyIndex = indexOf(many);
const hard = draw(FEW, () => (random() < 0.1 ? wideFilter() : filter()));
const hardIndex = indexOf(hard);
const hardGigs = gigs.filter(({ point }) => point);

const wrong =
  mismatches(fewIndex, few, gigs) +
  mismatches(manyIndex, many, gigs.slice(0, 20)) +
  mismatches(hardIndex, hard, hardGigs);
const times = compare({
  linear: (_, round) => byLinearScan(few, some(gigs, round)),
  few: (all) => byIndex(fewIndex, all),
  many: (all) => byIndex(manyIndex, all),
});
const hardTimes = compare({
  linear: (_, round) => byLinearScan(hard, some(hardGigs, round)),
  index: () => byIndex(hardIndex, hardGigs),
});
const found = (index: FilterIndex<number>, one: MatchableGig) => {
  const before = delivered;
  const checked = index.match(one, deliver);
  return { checked, ids: delivered - before };
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

figure('match.time_100k', times.few / times.linear, 'x');
figure('match.growth_1m', times.many / times.few, 'x');
figure('match.mismatches', wrong, 'count');
figure('match.bytes_per_filter', held / MANY, 'B');
figure('match.bytes_per_filter_all_different', heldDifferent / FEW, 'B');
figure('match.different_of_1m', distinct, 'count');
figure('match.matches_100k', mean(gigs.map((one) => found(fewIndex, one).ids)), 'count');
figure('match.checked_100k', mean(gigs.map((one) => found(fewIndex, one).checked)), 'count');
figure('match.checked_1m', mean(gigs.map((one) => found(manyIndex, one).checked)), 'count');
figure('match.cpu_100k', times.few, 'us');
figure('match.hard_time_100k', hardTimes.index / hardTimes.linear, 'x');
figure('match.hard_matches_100k', mean(hardGigs.map((one) => found(hardIndex, one).ids)), 'count');
