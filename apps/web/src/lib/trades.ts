import list from 'virtual:trade-list';
import type { TradeGroup } from '@linggong/contracts/trades/trade.ts';
import { ticket } from '#lib/messages/ticket.ts';
import type { IconName } from '#lib/ui/icon-names.ts';

export type TradeName = { id: string; name: string; group: TradeGroup; mark: IconName };

export const trades: readonly TradeName[] = list.map(([id, name, group, own]) => ({
  id,
  name,
  group,
  mark: own ? (id as IconName) : group,
}));

const byId = new Map(trades.map((trade) => [trade.id, trade]));

/** Name and group of a trade; one that is no longer known is shown as other work. */
export const tradeOf = (id: string | null): TradeName =>
  byId.get(id ?? '') ?? { id: '', name: ticket.otherTrade, group: 'carry', mark: 'carry' };
