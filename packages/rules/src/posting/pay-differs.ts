import type { Posting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from '../messages/articles.ts';
import { payParts } from '../messages/pay.ts';
import { ADVICE_WITH } from '../messages/zh-CN.ts';
import { formatYuan } from '../pay.ts';
import { type SaidPay, saidPays } from '../pay-text.ts';
import { payOver } from '../roles.ts';
import { payInSource } from '../words/in-source.ts';
import type { Finding, Rule } from './rule.ts';

/** Texts in which the pay is said besides its own field. */
const FIELDS: readonly (readonly [string, (posting: Posting) => string])[] = [
  ['title', ({ title }) => title],
  ['description', ({ description }) => description],
  ['pay.text', ({ pay }) => pay.text],
  ['conditions.text', ({ conditions }) => conditions.text],
];

/** Pay by parts: an amount is one of them, and the field may say their sum. */
const PARTS = /综合|提成|底薪|绩效|分成|加班费|计件|按件|基本工资|试用/;
/** What is charged for something else, or was paid at another time or place. */
const OTHERWISE =
  /客房|房间|房价|床位|门票|停车|餐标|伙食|餐费|补|售|卖|租|罚|扣|押|顾客|客人|游客|原来|以前|之前|去年|上次|往年|市场|别家|别处|加班|超时|节假日|法定|周末|涨到|转正|老员工|熟练|学徒|新手|实习|见习/;
/** Further apart it is no pay that was changed in one place only, but another thing. */
const MOST_APART = 2;
const TIMES: ReadonlySet<string> = new Set(['hour', 'day', 'month']);

const original = ({ words, figure }: SaidPay, text: string) =>
  [words, figure].filter((one) => text.includes(one)).slice(0, 1);

function differing({ pay }: Posting, said: readonly SaidPay[]): readonly SaidPay[] {
  const low = pay.amountFen!;
  const high = pay.amountMaxFen ?? low;
  const lows = said.map(({ lowFen }) => lowFen);
  const highs = said.map(({ highFen }) => highFen);
  // Of several the pay may be one, or stand between them: by shifts, by skill.
  if (said.length === 0 || (Math.min(...lows) <= high && low <= Math.max(...highs))) return [];
  return said.filter(({ lowFen, highFen }) => lowFen <= high * MOST_APART && low <= highFen * MOST_APART);
}

const ofField = ({ pay }: Posting) => Object.values(payParts(pay, formatYuan, payInSource()) ?? {}).join('');

function check(given: Posting): readonly Finding[] {
  const posting = { ...given, pay: payOver(given.pay, given.shifts) };
  const { amountFen, unit } = posting.pay;
  if (!amountFen || unit === null || !TIMES.has(unit)) return [];
  const texts = FIELDS.map(([field, of]) => ({ field, text: of(posting) }));
  if (texts.some(({ text }) => PARTS.test(text))) return [];
  const said = texts.flatMap(({ field, text }) =>
    saidPays(text)
      .filter((one) => one.unit === unit && !OTHERWISE.test(one.before))
      .map((one) => ({ field, text, ...one })),
  );
  const wrong = new Set(differing(posting, said));
  return said
    .filter((one) => wrong.has(one))
    .map((one) => ({
      field: one.field,
      words: original(one, one.text),
      advice: ADVICE_WITH.payDiffers(ofField(posting), one.words),
    }));
}

/**
 * The text says another pay for the same time than the field: after a change of one of both, mostly. Which one holds
 * nobody can tell but who posted it.
 */
export const payDiffers: Rule = { id: 'pay.differs', level: 'ask', article: ARTICLES.payDiffers, check };
