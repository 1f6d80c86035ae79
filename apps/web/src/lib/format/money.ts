import type { Pay } from '@linggong/contracts/posting.ts';
import { payParts as partsOf, type SaidPay } from '@linggong/rules/messages/pay.ts';
import { settlementWords } from '@linggong/rules/messages/settlement.ts';
import { wordsOf } from '#lib/words/words.ts';
import { figure } from './figure.ts';

const units = () => wordsOf('units');

/** `220`, `1,250`, `36.5`: fen in yuan, without noughts that say nothing. */
export function yuan(fen: number): string {
  return figure(fen / 100, 2);
}

/** `¥220`. */
export const money = (fen: number): string => `¥${yuan(fen)}`;

/** The pay in two parts, the large one and its unit: `¥180–220` and `/天`; null where no amount is told. */
export const payParts = (pay: SaidPay) => partsOf(pay, yuan, wordsOf('pay'));

/** The pay as one text: `¥220/天`, or that it is to be agreed. */
export function payText(pay: SaidPay): string {
  const parts = payParts(pay);
  return parts ? parts.amount + parts.unit : units().payUnknown;
}

/** When it is settled: `今天干今天结`; empty where nobody said. */
export const settlementText = (pay: Pay): string => settlementWords(pay, wordsOf('pay'));
