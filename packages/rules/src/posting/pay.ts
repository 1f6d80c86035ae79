import type { Posting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from '../messages/articles.ts';
import { ADVICE, ADVICE_WITH } from '../messages/zh-CN.ts';
import { DAY_MS } from '../time.ts';
import { belowMinimum, byPiece, measured } from './minimum-pay.ts';
import { payDiffers } from './pay-differs.ts';
import { missing, type Rule } from './rule.ts';
import { settlementDiffers } from './settlement-differs.ts';

/** 劳动合同法 72: hourly work is settled at most every 15 days. */
export const LATEST_SETTLEMENT_DAYS = 15;

/** How many days after the work the wage comes at the latest; null: can't be told, or in time anyway. */
function lateDays({ pay, shifts }: Posting): number | null {
  if (pay.settlement === 'monthly') return 31;
  if (pay.settlement === 'within_days') return pay.settlementDays;
  if (pay.settlement !== 'on_completion') return null;
  const starts = shifts.flatMap((s) => (s.startsAt === null ? [] : [Date.parse(s.startsAt)]));
  return starts.length < 2 ? null : Math.ceil((Math.max(...starts) - Math.min(...starts)) / DAY_MS);
}

const settledLate: Rule = {
  id: 'pay.settled_late',
  level: 'ask',
  article: ARTICLES.settlement,
  check: (posting, context) => {
    if (posting.pay.unit !== 'hour') return [];
    const days = lateDays(posting);
    const said = posting.pay.settlement === 'monthly' ? null : days;
    return days !== null && days > LATEST_SETTLEMENT_DAYS
      ? [missing('pay.settlement', measured(ADVICE_WITH.settledLate(said), context))]
      : [];
  },
};

/** Nobody works for nothing by a slip of the finger; what a forwarded posting pays is asked of whoever posted it. */
const zero: Rule = {
  id: 'pay.zero',
  level: 'ask',
  forwardedLevel: 'block',
  article: ARTICLES.payInMoney,
  check: ({ pay, shifts }) => [
    ...(pay.amountFen === 0 ? [missing('pay.amountFen', ADVICE.payZero)] : []),
    ...shifts.flatMap(({ role }, i) =>
      role?.amountFen === 0 ? [missing(`shifts.${i}.role.amountFen`, ADVICE.payZero)] : [],
    ),
  ],
};

const range: Rule = {
  id: 'pay.range',
  level: 'ask',
  article: ARTICLES.postingContent,
  check: ({ pay }) =>
    pay.amountFen !== null && pay.amountMaxFen !== null && pay.amountMaxFen < pay.amountFen
      ? [missing('pay.amountMaxFen', ADVICE.payRange)]
      : [],
};

export const PAY_RULES: readonly Rule[] = [
  zero,
  belowMinimum,
  byPiece,
  settledLate,
  range,
  payDiffers,
  settlementDiffers,
];
