import type { FeedFilter } from '@linggong/contracts/feed.ts';
import type { KeyedFilter, MatchableGig } from '../filter.ts';
import { queryTerms } from '../terms.ts';
import { needMasks, settlementMasks } from './masks.ts';
import { sharedValues } from './values.ts';

/** A row of eight doubles is one line of a processor's cache. The first four are used as eight whole numbers. */
export const ROW_WORDS = 8;
export const ROW_WHOLES = 16;
/**
 * Where in a row a field stands. A new field of the filter gets its place here, and its line in `write` and in `read`;
 * what is text becomes the number of a shared value, 0 where nothing is asked.
 */
const WHOLE = { flags: 0, region: 1, trades: 2, day: 3, unit: 4, query: 5, hours: 6, words: 7 };
const DOUBLE = { payMin: 4, lng: 5, lat: 6, within: 7 };
const NAMES = [WHOLE.region, WHOLE.day, WHOLE.unit];
/** Fields that can be settled without the rule, as bits. */
export const SETTLED = { region: 1, trade: 2, day: 4 };
/** What no filter names. */
const UNKNOWN = -1;

const OPEN = 1;
const PAY_MIN = 2;
const CIRCLE = 4;
/** In the whole number `words`: the settlements below, the needs from here up. */
const NEEDS_BIT = 8;
const DAY_MINUTES = 1440;

/** Rows one after the other, seen as doubles and as whole numbers. */
export type Rows = { doubles: Float64Array; wholes: Int32Array };
export const rowsOn = (doubles: Float64Array): Rows => ({ doubles, wholes: new Int32Array(doubles.buffer) });

/** A filter whose trades, regions and days are numbers: quickly compared, and found by. */
export type NumberedFilter = KeyedFilter<number>;
type Read = { [K in keyof Required<NumberedFilter>]: NumberedFilter[K] };

/** Writes filters into rows and reads them back. What says nothing is left out, so that filters that ask the same are equal. */
export function rowCodec() {
  const names = sharedValues<string>();
  const tradeLists = sharedValues<number[]>();
  const queries = sharedValues<{ text: string; terms: readonly string[] }>();
  const near: [number, number] = [0.5, 0.5];
  const hours: [number, number] = [0, 0];
  let termsRead: readonly string[] = [];
  const filter: Read = {
    region: undefined,
    trade: undefined,
    day: undefined,
    hours: undefined,
    payMin: undefined,
    payUnit: undefined,
    settlement: undefined,
    needs: undefined,
    near: undefined,
    within: undefined,
    q: undefined,
    open: undefined,
  };
  const holdName = (name: string | undefined) => (name === undefined ? 0 : names.hold(name, () => name));
  const numberOf = (name: string) => names.numberOf(name) ?? UNKNOWN;

  function holdTrades(trades: readonly string[] | undefined): number {
    if (!trades?.length) return 0;
    const list = [...new Set(trades)].sort();
    return tradeLists.hold(JSON.stringify(list), () => list.map(holdName));
  }

  function holdQuery(text: string | undefined): number {
    if (text === undefined) return 0;
    const terms = queries.byKey(text)?.terms ?? queryTerms(text);
    return terms.length > 0 ? queries.hold(text, () => ({ text, terms })) : 0;
  }

  return {
    /** Writes the filter to the first row, which holds shared values from then on: see `release`. */
    write({ doubles, wholes }: Rows, asked: FeedFilter): void {
      const { near: centre, within, payMin, hours: time } = asked;
      const circle = centre !== undefined && within !== undefined;
      wholes[WHOLE.flags] =
        (asked.open === undefined ? 0 : OPEN) | (payMin === undefined ? 0 : PAY_MIN) | (circle ? CIRCLE : 0);
      wholes[WHOLE.region] = holdName(asked.region);
      wholes[WHOLE.trades] = holdTrades(asked.trade);
      wholes[WHOLE.day] = holdName(asked.day);
      wholes[WHOLE.unit] = holdName(asked.payUnit);
      wholes[WHOLE.query] = holdQuery(asked.q);
      wholes[WHOLE.hours] = time === undefined ? 0 : 1 + time[0] * DAY_MINUTES + time[1];
      wholes[WHOLE.words] = settlementMasks.of(asked.settlement) | (needMasks.of(asked.needs) << NEEDS_BIT);
      doubles[DOUBLE.payMin] = payMin ?? 0;
      doubles[DOUBLE.lng] = circle ? centre[0] : 0;
      doubles[DOUBLE.lat] = circle ? centre[1] : 0;
      doubles[DOUBLE.within] = circle ? within : 0;
    },
    /** The filter in this row, but for what is settled. One object serves all reads: it holds until the next one. */
    read({ doubles, wholes }: Rows, row: number, settled: number): NumberedFilter {
      const whole = row * ROW_WHOLES;
      const double = row * ROW_WORDS;
      const flags = wholes[whole + WHOLE.flags]!;
      const trades = settled & SETTLED.trade ? 0 : wholes[whole + WHOLE.trades]!;
      const unit = wholes[whole + WHOLE.unit]!;
      const query = wholes[whole + WHOLE.query]!;
      const time = wholes[whole + WHOLE.hours]!;
      const words = wholes[whole + WHOLE.words]!;
      filter.open = flags & OPEN ? '1' : undefined;
      filter.region = settled & SETTLED.region ? undefined : wholes[whole + WHOLE.region]! || undefined;
      filter.trade = trades === 0 ? undefined : tradeLists.at(trades);
      // With hours the day isn't settled: it must be that of the shift.
      filter.day = settled & SETTLED.day && time === 0 ? undefined : wholes[whole + WHOLE.day]! || undefined;
      filter.hours = undefined;
      if (time !== 0) {
        hours[0] = Math.floor((time - 1) / DAY_MINUTES);
        hours[1] = (time - 1) % DAY_MINUTES;
        filter.hours = hours;
      }
      filter.settlement = undefined;
      filter.needs = undefined;
      if (words !== 0) {
        filter.settlement = settlementMasks.list(words & ((1 << NEEDS_BIT) - 1));
        filter.needs = needMasks.list(words >> NEEDS_BIT);
      }
      filter.payUnit = unit === 0 ? undefined : (names.at(unit) as FeedFilter['payUnit']);
      filter.q = undefined;
      if (query !== 0) {
        const { text, terms } = queries.at(query);
        filter.q = text;
        termsRead = terms;
      }
      filter.payMin = flags & PAY_MIN ? doubles[double + DOUBLE.payMin] : undefined;
      filter.near = undefined;
      filter.within = undefined;
      if (flags & CIRCLE) {
        near[0] = doubles[double + DOUBLE.lng]!;
        near[1] = doubles[double + DOUBLE.lat]!;
        filter.near = near;
        filter.within = doubles[double + DOUBLE.within];
      }
      return filter;
    },
    /** Lets go of the shared values of this row. */
    release({ wholes }: Rows, row: number): void {
      const at = (field: number) => wholes[row * ROW_WHOLES + field]!;
      for (const name of NAMES) if (at(name) !== 0) names.release(at(name));
      if (at(WHOLE.trades) !== 0) tradeLists.release(at(WHOLE.trades))?.forEach(names.release);
      if (at(WHOLE.query) !== 0) queries.release(at(WHOLE.query));
    },
    /** The gig with its trade, regions and days numbered as those of the filters now are. */
    numbered: (gig: MatchableGig): MatchableGig<number> => ({
      pay: gig.pay,
      dayPayFen: gig.dayPayFen,
      included: gig.included,
      point: gig.point,
      terms: gig.terms,
      open: gig.open,
      tradeId: numberOf(gig.tradeId),
      regionPath: gig.regionPath.map(numberOf),
      days: gig.days.map(numberOf),
      times: gig.times.map(({ day, from, to }) => ({ day: numberOf(day), from, to })),
    }),
    /** The terms of the query of the filter that was read last. */
    termsOf: (): readonly string[] => termsRead,
  };
}
