import type { Pay } from '@linggong/contracts/posting.ts';

type Settled = Pick<Pay, 'settlement' | 'settlementDays'>;

const KINDS: readonly (readonly [RegExp, Settled])[] = [
  [
    /(?<!次)日结|(?<!隔)天结|当[天日](?:现)?结|当[天日]付|干完就结|daily/i,
    { settlement: 'same_day', settlementDays: null },
  ],
  [/次日结|隔天结|第二天结/, { settlement: 'within_days', settlementDays: 1 }],
  [/周结|每周|weekly/i, { settlement: 'weekly', settlementDays: null }],
  [/半月结|半个月|15天/, { settlement: 'within_days', settlementDays: 15 }],
  [/月结|按月|每月|monthly/i, { settlement: 'monthly', settlementDays: null }],
  [
    /完工|做完|干完|工程?结束|结束后|整单|on completion/i,
    { settlement: 'on_completion', settlementDays: null },
  ],
];

/** When the wage is settled, from words like `日结`, `周结`, `完工结`; null where they don't say it. */
export function parseSettlement(text: string): Settled | null {
  return KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
