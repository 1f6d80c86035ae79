import type { Pay } from '@linggong/contracts/posting.ts';
import { units } from '#lib/messages/units.ts';

/** `220`, `1,250`, `36.5`: fen in yuan, without noughts that say nothing. */
export function yuan(fen: number): string {
  return (fen / 100).toLocaleString('zh-CN', { maximumFractionDigits: 2 });
}

/** `¥220`. */
export const money = (fen: number): string => `¥${yuan(fen)}`;

/** The pay in two parts, the large one and its unit: `¥180–220` and `/天`; null where no amount is told. */
export function payParts(pay: Pay): { amount: string; unit: string } | null {
  if (pay.amountFen === null) return null;
  const { amountFen: from, amountMaxFen: to } = pay;
  const amount = to !== null && to !== from ? `¥${units.range(yuan(from), yuan(to))}` : money(from);
  return { amount, unit: pay.unit ? units.pay[pay.unit] : '' };
}

/** The pay as one text: `¥220/天`, or that it is to be agreed. */
export function payText(pay: Pay): string {
  const parts = payParts(pay);
  return parts ? parts.amount + parts.unit : units.payUnknown;
}
