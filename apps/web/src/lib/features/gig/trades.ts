import list from 'virtual:trade-list';
import type { TradeGroup } from '@linggong/contracts/trades/trade.ts';
import type { IconName } from '#lib/kit/icon-names.ts';
import { wordsOf } from '#lib/words/words.ts';

const ticket = () => wordsOf('ticket');

export type TradeName = { id: string; name: string; group: TradeGroup; mark: IconName };

/** In the order of the list's texts, that of TRADE_GROUPS. */
const GROUPS: readonly TradeGroup[] = ['build', 'field', 'carry', 'food', 'home', 'shop', 'make'];

export const trades: readonly TradeName[] = list.split('|').flatMap((texts, at) =>
  texts.split(',').map((text) => {
    const [id = '', name = ''] = text.split(' ');
    const group = GROUPS[at]!;
    return name.endsWith('-')
      ? { id, name: name.slice(0, -1), group, mark: group }
      : { id, name, group, mark: id as IconName };
  }),
);

const byId = new Map(trades.map((trade) => [trade.id, trade]));

/** Name and group of a trade; one that is no longer known is shown as other work. */
export const tradeOf = (id: string | null): TradeName =>
  byId.get(id ?? '') ?? { id: '', name: ticket().otherTrade, group: 'carry', mark: 'carry' };
