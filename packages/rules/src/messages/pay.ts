import type { Pay } from '@linggong/contracts/posting.ts';
import { onePayFen } from '../piece-pay.ts';
import type { Words } from '../words/types.ts';

/** Those of a pay's fields that are said beside its amount. */
export type SaidPay = Pick<Pay, 'amountFen' | 'amountMaxFen' | 'unit' | 'piece'>;

/**
 * A pay in two parts, the large one and what belongs to it: `¥180–220` and `/天`, `¥110` and `/车，两人分 = ¥55`; null
 * where no amount is told. `yuan` writes fen in yuan; `words`: the reader's.
 */
export function payParts(
  pay: SaidPay,
  yuan: (fen: number) => string,
  words: Words['pay'],
): { amount: string; unit: string } | null {
  const { amountFen: from, amountMaxFen, unit, piece } = pay;
  if (from === null) return null;
  const to = amountMaxFen ?? from;
  const money = (of: (fen: number) => number) => `¥${yuan(of(from))}${to === from ? '' : `–${yuan(of(to))}`}`;
  const amount = money((fen) => fen);
  if (unit !== 'piece') return { amount, unit: unit ? words.per[unit] : '' };
  const by = piece?.sharedBy ?? 1;
  const shared = by > 1 ? words.shared({ by, each: money((fen) => onePayFen(fen, pay)) }) : '';
  const least = piece?.dayMinFen ? words.least({ yuan: yuan(piece.dayMinFen) }) : '';
  return { amount, unit: `${words.perPiece({ unit: piece?.unit || words.piece })}${shared}${least}` };
}
