import type { Posting } from '@linggong/contracts/posting.ts';
import { ADVICE, ADVICE_WITH, ARTICLES } from '../messages/zh-CN.ts';
import { paidHours } from '../pay.ts';
import { DAY_MS, localDay } from '../time.ts';
import { wageFor } from './minimum-wage.ts';
import { phraseCheck } from './phrases.ts';
import { type Finding, missing, type PostingContext, type Rule, type WordRule } from './rule.ts';

/** 劳动合同法 72: hourly work is settled at most every 15 days. */
export const LATEST_SETTLEMENT_DAYS = 15;

/** Labour law doesn't bind a household (劳动合同法 2), so there the figure is a measure only. */
const measured = (advice: string, { employerKind }: PostingContext) =>
  employerKind === 'household' ? `${advice}${ADVICE.householdMeasure}` : advice;

/** Days of work, earliest first; today where no shift is dated. */
function workDays({ shifts }: Posting, now: Date): string[] {
  const days = shifts.flatMap((s) => (s.startsAt === null ? [] : [localDay(s.startsAt)]));
  return days.length > 0 ? [...new Set(days)].sort() : [localDay(now)];
}

function belowMinimum(posting: Posting, context: PostingContext): Finding[] {
  const { wages, regionCodes, now } = context;
  const { amountFen, unit } = posting.pay;
  if (amountFen === null || amountFen === 0 || unit === null || unit === 'piece') return [];
  const below = (advice: string) => [missing('pay.amountFen', measured(advice, context))];
  const hours = unit === 'hour' ? null : paidHours(posting.pay, posting.shifts);
  const perHourFen = unit === 'hour' ? amountFen : hours === null ? null : Math.round(amountFen / hours);
  for (const day of workDays(posting, now)) {
    const row = wageFor(wages, regionCodes, day);
    if (row === null) continue;
    if (unit === 'month') {
      if (amountFen < row.monthlyFen) return below(ADVICE_WITH.belowMonthly(row));
    } else if (perHourFen !== null && perHourFen < row.hourlyFen) {
      return below(ADVICE_WITH.belowHourly(row, perHourFen, hours));
    }
  }
  return [];
}

/** How many days after the work the wage comes at the latest; null: can't be told, or in time anyway. */
function lateDays({ pay, shifts }: Posting): number | null {
  if (pay.settlement === 'monthly') return 31;
  if (pay.settlement === 'within_days') return pay.settlementDays;
  if (pay.settlement !== 'on_completion') return null;
  const starts = shifts.flatMap((s) => (s.startsAt === null ? [] : [Date.parse(s.startsAt)]));
  return starts.length < 2 ? null : Math.ceil((Math.max(...starts) - Math.min(...starts)) / DAY_MS);
}

const minimum: Rule = {
  id: 'pay.below_minimum',
  level: 'ask',
  article: ARTICLES.minimumWage,
  check: belowMinimum,
};

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
  check: ({ pay }) => (pay.amountFen === 0 ? [missing('pay.amountFen', ADVICE.payZero)] : []),
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

/** Puffery beside an amount, but all there is without one. */
const vague = phraseCheck(
  { any: ['(?:待遇|工资|薪资|报酬|薪酬)(?:从优|优厚|优渥|可观)|高薪'] },
  ADVICE.negotiable,
);

const open = phraseCheck(
  {
    any: [
      '(?:工资|薪资|薪水|薪酬|待遇|报酬|价格|价钱|日薪|月薪)?(?:可|可以)?(?:面议|面谈|面洽|电议)',
      '(?:工资|薪资|价格|价钱|待遇|多少钱)…再(?:谈|说|定|商量)',
      '(?:来了|到了|见面|见了面|现场)再(?:谈|说|商量)(?!…(?:日子|时间|哪|班|活|工期|路))',
      '看(?:活|表现|情况|心情)…给(?:钱|工资)',
    ],
    unless: [
      '(?:时间|地点|班次|细节|住宿|其他|其它|排班|休息)…(?:面议|面谈|再谈|再说|再定|商量)',
      '(?:不|拒绝|谢绝|没有|不是|不搞|不用)(?:工资|薪资|待遇)?(?:面议|面谈)',
      '(?:先|要|安排|参加|通过|进行|预约|约)(?:面谈)',
    ],
  },
  ADVICE.negotiable,
);

const negotiable: WordRule = {
  id: 'pay.negotiable',
  level: 'ask',
  article: ARTICLES.postingContent,
  check: (posting) => [...open(posting), ...(posting.pay.amountFen === null ? vague(posting) : [])],
};

const PERIOD = '(?:[一二两三半十\\d]+个?(?:半月|月|星期|周|天)|半个月|半月|首月|头月)';
const heldBack: WordRule = {
  id: 'pay.held_back',
  level: 'ask',
  article: ARTICLES.payInTime,
  check: phraseCheck(
    {
      any: [
        `(?:押|压)(?:了|着|下|住)?${PERIOD}(?:的)?(?:工资|薪资|薪水|薪|钱)?`,
        '(?:押|压)(?:着|下)?(?:工资|薪资|薪水)',
        `(?:试工|试岗|试用|试做|培训|首月|第一个月|头|前)(?:期|期间)?${PERIOD}?[，,]?…(?:不发|没有?|无|不给|不算|不计|不付)(?:工资|薪水?|钱|报酬)`,
        `(?:做|干|上)?不满${PERIOD}…(?:不发|不给|不结|没有?|无|扣)…(?:工资|薪|钱)`,
        '(?:年底|年终|过年(?:再|才|时))…(?:一次性|统一)?(?:结清|结算|结账|发工资|结工资)',
      ],
      unless: [
        '(?:不|不会|不得|绝不|从不|没有|严禁|无|不准)(?:押|压)[^，。；！\\n]{0,8}',
        '(?:试工|试岗|试用|培训|首月|第一个月|头|前)[^，。；\\n]{0,8}(?:工资|薪水?|钱)(?:照发|照算|照给|全额)',
      ],
    },
    ADVICE.heldBack,
  ),
};

const inKind: WordRule = {
  id: 'pay.in_kind',
  level: 'ask',
  article: ARTICLES.payInMoney,
  check: phraseCheck(
    {
      any: [
        '(?:以|用|拿)…(?:抵|顶|当|代替|折)(?:算|作|成)?(?:工资|工钱|薪水)',
        '(?:工资|工钱)…(?:用|以|拿|发)…(?:购物券|代金券|提货券|饲料|粮食|青稞|牛肉|酥油|酒)',
        '(?:购物券|代金券|提货券|实物)(?:抵|顶|当|代替)',
      ],
      unless: ['(?:不|不会|不得|绝不|严禁|禁止)(?:以|用|拿)…(?:抵|顶|当|代替|折)…(?:工资|工钱|薪水)'],
    },
    ADVICE.inKind,
  ),
};

export const PAY_RULES: readonly Rule[] = [zero, minimum, settledLate, range];
export const PAY_WORD_RULES: readonly WordRule[] = [negotiable, heldBack, inKind];
