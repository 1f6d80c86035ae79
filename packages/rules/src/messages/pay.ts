import type { Pay } from '@linggong/contracts/posting.ts';
import { onePayFen } from '../piece-pay.ts';

const UNITS = { hour: '/小时', day: '/天', whole: ' 一共', month: '/月' };

/** Those of a pay's fields that are said beside its amount. */
export type SaidPay = Pick<Pay, 'amountFen' | 'amountMaxFen' | 'unit' | 'piece'>;

/**
 * A pay in two parts, the large one and what belongs to it: `¥180–220` and `/天`, `¥110` and `/车，两人分 = ¥55`; null
 * where no amount is told. `yuan` writes fen in yuan.
 */
export function payParts(
  pay: SaidPay,
  yuan: (fen: number) => string,
): { amount: string; unit: string } | null {
  const { amountFen: from, amountMaxFen, unit, piece } = pay;
  if (from === null) return null;
  const to = amountMaxFen ?? from;
  const money = (of: (fen: number) => number) => `¥${yuan(of(from))}${to === from ? '' : `–${yuan(of(to))}`}`;
  const amount = money((fen) => fen);
  if (unit !== 'piece') return { amount, unit: unit ? UNITS[unit] : '' };
  const by = piece?.sharedBy ?? 1;
  const shared = `，${'两三四五六七八九十'[by - 2] ?? `${by} `}人分 = ${money((fen) => onePayFen(fen, pay))}`;
  const least = piece?.dayMinFen ? `，保底 ¥${yuan(piece.dayMinFen)}/天` : '';
  return { amount, unit: `/${piece?.unit || '件'}${by > 1 ? shared : ''}${least}` };
}
