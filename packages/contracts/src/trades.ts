import { BUILD_TRADES } from './trades/build.ts';
import { CARRY_TRADES } from './trades/carry.ts';
import { FIELD_TRADES } from './trades/field.ts';
import { FOOD_TRADES } from './trades/food.ts';
import { HOME_TRADES } from './trades/home.ts';
import { MAKE_TRADES } from './trades/make.ts';
import { SHOP_TRADES } from './trades/shop.ts';
import type { Trade } from './trades/trade.ts';

/** The everyday trades of casual work. `tradeId` of a posting is an id from here. */
export const TRADES: readonly Trade[] = [
  ...BUILD_TRADES,
  ...FIELD_TRADES,
  ...CARRY_TRADES,
  ...FOOD_TRADES,
  ...HOME_TRADES,
  ...SHOP_TRADES,
  ...MAKE_TRADES,
];

const byId = new Map(TRADES.map((trade) => [trade.id, trade]));

/** The trade with this id, or undefined where there is none (any more). */
export function tradeById(id: string): Trade | undefined {
  return byId.get(id);
}

/** Longest first, so that 快递分拣 is found before 分拣. */
const vocabulary = TRADES.flatMap((trade) =>
  [trade.name, ...trade.words].map((word) => ({ id: trade.id, word })),
).sort((a, b) => b.word.length - a.word.length);

/**
 * The trade that a title or a sentence speaks of: the one of the longest known word found in it; of words
 * equally long, the one that stands first. `words` are all words of that trade found. Null: none known.
 */
export function recogniseTrade(text: string): { id: string; words: string[] } | null {
  const plain = text.replace(/\s+/g, '').toLowerCase();
  let best: { id: string; length: number; at: number } | null = null;
  for (const { id, word } of vocabulary) {
    if (best && word.length < best.length) break;
    const at = plain.indexOf(word);
    if (at >= 0 && (!best || at < best.at)) best = { id, length: word.length, at };
  }
  if (!best) return null;
  const { id } = best;
  const words = vocabulary.filter((v) => v.id === id && plain.includes(v.word)).map((v) => v.word);
  return { id, words };
}
