import list from 'virtual:trade-list';
import type { TradeGroup } from '@linggong/contracts/trades/trade.ts';
import { ticket } from '#lib/messages/ticket.ts';

export type TradeName = { id: string; name: string; group: TradeGroup };

export const trades: readonly TradeName[] = list.map(([id, name, group]) => ({ id, name, group }));

const byId = new Map(trades.map((trade) => [trade.id, trade]));

/** Name and group of a trade; one that is no longer known is shown as other work. */
export const tradeOf = (id: string | null): TradeName =>
  byId.get(id ?? '') ?? { id: '', name: ticket.otherTrade, group: 'carry' };

const GROUPS: readonly TradeGroup[] = ['build', 'field', 'carry', 'serve', 'make'];

/** The groups with the ids of their trades as a filter takes them. */
export const tradeGroups = GROUPS.map((id) => ({
  id,
  ids: trades
    .filter((trade) => trade.group === id)
    .map((trade) => trade.id)
    .join(','),
}));
