import { type FeedFilter, zFeedFilter } from '@linggong/contracts/feed.ts';
import type { Included } from '@linggong/contracts/posting.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import { formatYuan } from '@linggong/rules/pay.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { localClock, localMoment, monthDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { wordsOf } from '../../words/words.ts';
import { regionById } from '../regions/public.ts';

const dayOf = (day: string) => wordsOf('dates').monthDay(monthDay(localMoment(day, 0)));
const clockOf = (minutes: number) => localClock(localMoment('2026-01-01', minutes));

const asks = () => wordsOf('alerts').asks;

function payWords({ payMin, payUnit }: FeedFilter): string {
  const yuan = payMin ? formatYuan(payMin) : null;
  const { paidBy, payFrom, dayPay } = asks();
  if (payUnit) return yuan ? payFrom({ by: paidBy[payUnit], yuan }) : paidBy[payUnit];
  return yuan ? dayPay({ yuan }) : '';
}

/** Of many, the first ones and how many there are. */
function tradeWords(names: readonly string[]): string {
  const { tradesJoin, tradesMore } = asks();
  return names.length > 3
    ? tradesMore({ names: names.slice(0, 3).join(tradesJoin), count: names.length })
    : names.join(tradesJoin);
}

function hourWords([from, to]: readonly [number, number]): string {
  const { hours, hoursNextDay } = asks();
  return (to < from ? hoursNextDay : hours)({ from: clockOf(from), to: clockOf(to) });
}

/** `管饭、管住`. */
export const needWords = (needs: readonly (keyof Included)[]): string =>
  needs.map((need) => asks().included[need]).join(asks().needsJoin);

/** What an alert asks for, in words: `卡若区 · 搬运 · 日薪 200 元起 · 管饭`. Places and trades that are no more are left out. */
export async function alertName(deps: Deps, query: Record<string, string>): Promise<string> {
  const filter = zFeedFilter.parse(query);
  const { day, hours, settlement = [], needs = [], near, within, q } = filter;
  const region = filter.region ? await regionById(deps, filter.region) : null;
  const trades = (filter.trade ?? []).flatMap((id) => tradeById(id)?.name ?? []);
  const words = asks();
  const parts = [
    region ? shortName(region.name, region.level) : '',
    near && within !== undefined ? words.within({ km: within }) : '',
    tradeWords(trades),
    day ? dayOf(day) : '',
    hours ? hourWords(hours) : '',
    payWords(filter),
    settlement.map((way) => words.settlement[way]).join(words.or),
    needWords(needs),
    q ? words.search({ query: q }) : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(words.join) : words.everything;
}
