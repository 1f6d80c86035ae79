import type { Trade } from '@linggong/contracts/trades/trade.ts';
import { recogniseTrade, TRADES } from '@linggong/contracts/trades.ts';

/** Trades whose name or whose other words have what was typed in them; those called so first. */
export function findTrades(typed: string, most = 8): readonly Trade[] {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (text === '') return [];
  const named = TRADES.filter(({ name }) => name.includes(text));
  const worded = TRADES.filter(
    ({ name, words }) =>
      !name.includes(text) && words.some((word) => word.includes(text) || text.includes(word)),
  );
  return [...named, ...worded].slice(0, most);
}

/** The trade that what was typed speaks of, or null. */
export const recognised = (text: string): string | null => recogniseTrade(text)?.id ?? null;
