import type { Pay } from '@linggong/contracts/posting.ts';
import { wholeNumber } from '../../../platform/sheets/cells/text.ts';

type Settled = Pick<Pay, 'settlement' | 'settlementDays'>;

const days = (settlementDays: number): Settled => ({ settlement: 'within_days', settlementDays });
const kind = (settlement: Settled['settlement']): Settled => ({ settlement, settlementDays: null });

const N = '(\\d{1,3}|[一二两三四五六七八九十]{1,3})';
/** 结算, 发 and 付, but no 结束. */
const PAID = '(?:结(?![束不])|发(?!货|车)|付|到账)';

/**
 * Held back, on a condition, or denied: then no single word says when it is paid. `5日结` may be a day of the month or
 * five days; half a month and a month are one and the other.
 */
const UNCLEAR = new RegExp(
  [
    '押|压[一二两三四五六七\\d半]|扣留|垫',
    '(?:[不没无非]|不是|没有)[^，。；]{0,3}[日天周月]结(?!束)',
    `(?:满|够)\\s*${N}\\s*(?:个)?(?:天|日|周|月)`,
    `(?<!月|月份|[\\d每一二两三四五六七八九十])(?!(?:15|十五|30|三十)日)${N}日(?:一)?结(?!束)`,
    `(?<![半]|每|一|1|1个|一个)${N}个?月(?:一)?结(?!束)|[两二三]月(?:一)?结(?!束)|季结|年结|年底`,
    '%|百分|其余|剩余|余款|余下',
  ].join('|'),
);

/** What may stand right before 日结 so that it is the day's end, not the 15th, a Sunday or a working day. */
const PLAIN_DAILY =
  /(?:^|[^\p{Script=Han}\d]|[/每一]天|[可能每都均是为按元块薪资钱金式期持职工活急招])日结(?!束|不)/u;

const WORDS: readonly (readonly [RegExp, (match: RegExpExecArray) => Settled | null])[] = [
  [/(?:次|翌|隔)[日天]|第二天|t\+1/i, () => days(1)],
  [/半个?月|(?<!月|月份|\d)(?:15|十五)日一?结(?!束)/, () => days(15)],
  [/(?<!月|月份|\d)(?:30|三十)日一?结(?!束)/, () => kind('monthly')],
  [new RegExp(`每${N}[日天]一?结(?!束)`), ([, n]) => number(n!)],
  [/[两双2]周/, () => days(14)],
  [new RegExp(`(?<!第)${N}(?:个)?(?:天|工作日)(?:以?内|后|之内|账期|一?${PAID})`), ([, n]) => number(n!)],
  [
    /(?:每|次|下|当|本|隔)(?:个)?月|(?<!半)月结(?!束)|按月|月[底末初]|[0-9]{1,2}号|monthly/i,
    () => kind('monthly'),
  ],
  [
    /(?:每|次|下|本)周|(?<![两双2-9二三四])一?周结(?!束)|按周|周[一二三四五六日天末]结|weekly/i,
    () => kind('weekly'),
  ],
  [PLAIN_DAILY, () => kind('same_day')],
  [
    /(?<![^，。；,;\s]{0,6}\d)天结(?!束|不)|当[天日](?:现)?(?:结|付|发)(?!束|不|布)|当场结|下班(?:就|即)?结|收工(?:就|即)?结|干完就结|daily/i,
    () => kind('same_day'),
  ],
  [
    /完工|做完|干完(?!就)|(?:工作|活|项目|工程|工期|任务)结束|整单|on completion/i,
    () => kind('on_completion'),
  ],
];

const number = (text: string): Settled | null => {
  const n = wholeNumber(text);
  return n !== null && n >= 1 && n <= 366 ? days(n) : null;
};

/** A date at which something is over is not when it is paid. */
const withoutDates = (text: string) => text.replace(/\d{1,2}月\d{1,2}[日号](?:结束|止|截止)/g, '');

/**
 * When the wage is settled, from words like `日结`, `周结`, `每月15日结算`, `完工后15天内结`; null where they don't say
 * it, say two things (`可日结可月结`), or hold something back (`押三天日结`). Paid on the same day is said only where
 * nothing else could be meant: a worker counts on it.
 */
export function parseSettlement(text: string): Settled | null {
  const said = withoutDates(text);
  if (UNCLEAR.test(said)) return null;
  const found = WORDS.flatMap(([pattern, read]) => {
    const match = pattern.exec(said);
    return match ? (read(match) ?? []) : [];
  });
  // So many days are counted from the end of the work; and what is paid on the next day is not paid on the same.
  const within = found.filter(({ settlement }) => settlement === 'within_days');
  const kinds =
    within.length > 0 ? found.filter((f) => !['same_day', 'on_completion'].includes(f.settlement!)) : found;
  const distinct = new Set(kinds.map((settled) => JSON.stringify(settled)));
  return distinct.size === 1 ? kinds[0]! : null;
}

/** The parts of a text about something else that speak of when it is paid. */
export const settlementClauses = (text: string): string =>
  text
    .split(/[，。；,;、\n（）()]/)
    .filter((part) =>
      /结(?!束|合|构|实|果|账单)|发放|发薪|发工资|押|账期|到账|[次隔翌][日天月][^，。；]{0,6}[发付]/.test(
        part,
      ),
    )
    .join('，');
