import { type FeedFilter, zFeedFilter } from '@linggong/contracts/feed.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import { formatYuan } from '@linggong/rules/pay.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { localClock, localDate, localMoment } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { alertWords as words } from '../../messages/alerts.ts';
import { regionById } from '../regions/public.ts';

const dayOf = (day: string) => localDate(localMoment(day, 0));
const clockOf = (minutes: number) => localClock(localMoment('2026-01-01', minutes));

function payWords({ payMin, payUnit }: FeedFilter): string {
  const yuan = payMin ? formatYuan(payMin) : null;
  if (payUnit) return words.pay(payUnit, yuan);
  return yuan ? words.dayPay(yuan) : '';
}

/** What an alert asks for, in words: `卡若区 · 搬运 · 日薪 200 元起 · 管饭`. Places and trades that are no more are left out. */
export async function alertName(deps: Deps, query: Record<string, string>): Promise<string> {
  const filter = zFeedFilter.parse(query);
  const { day, hours, settlement = [], needs = [], near, within, q } = filter;
  const region = filter.region ? await regionById(deps, filter.region) : null;
  const trades = (filter.trade ?? []).flatMap((id) => tradeById(id)?.name ?? []);
  const parts = [
    region ? shortName(region.name, region.level) : '',
    near && within !== undefined ? words.within(within) : '',
    words.trades(trades),
    day ? dayOf(day) : '',
    hours ? words.hours(clockOf(hours[0]), clockOf(hours[1]), hours[1] < hours[0]) : '',
    payWords(filter),
    words.settlements(settlement),
    words.needs(needs),
    q ? words.search(q) : '',
  ].filter(Boolean);
  return parts.length > 0 ? words.join(parts) : words.everything;
}
