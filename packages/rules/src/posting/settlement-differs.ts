import type { Posting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from '../messages/articles.ts';
import { ADVICE_WITH } from '../messages/zh-CN.ts';
import { originalWords } from './folded.ts';
import type { Finding, Rule } from './rule.ts';
import { textFields } from './text.ts';

/** A day of some month, the end of one or of the year, or after it: when wages that are kept so long are paid. */
const DAY = '(?:\\d{1,2}|[一二三]?十?[一二三四五六七八九十])[号日]';
const LATER = `(?:(?:每个?|次|下个?|隔)月(?:底|初|中旬|${DAY})?|${DAY}(?:统一)?(?=[发结]工[资钱])|月底|年底|年终|腊月|过年前?)`;
const PAID =
  '(?:统一|一起|一次性?|才|再|给|准时|按时){0,2}(?:发放?|结(?:算|清|账)?|付)(?!上个?月|束|合|构|实|婚|伴|奖|福利|票|货|料|车)';
const WAGES = '(?:工资|工钱|薪水|薪资|钱|余款|其余|剩下)';
const KEPT = new RegExp(
  [
    `(?:${WAGES}[^，。；！？,;!?\\n]{0,3})?${LATER}${PAID}(?:工资|工钱|薪水)?`,
    `(?:其余|剩下|剩余|余下|另外)[^，。；！？,;!?\\n]{0,4}(?:押|压|留|扣|存)(?:到|在|至)(?:月底|年底|年终|腊月|过年|下个?月|完工)`,
  ].join('|'),
  'gu',
);
/** Other things that come once a month or year, or what others pay. */
const OTHERWISE =
  /奖|提成|补贴|补助|福利|社保|房租|租金|水电|电费|货款|账单|会费|学费|押金|满勤|全勤|加班费|油费|话费|绩效|劳保|客户|顾客|商户|业主|会员|长期|长工|月薪|包月|或者?|可以?|也能|也行|愿意|想要?/;
const AROUND = 12;

/**
 * The text says that wages are paid on a day of the month, or kept to the end of the year, where the field says that
 * they are paid the same day, or each week: whoever comes for the one must not find the other.
 */
export const settlementDiffers: Rule = {
  id: 'pay.settlement_differs',
  level: 'ask',
  article: ARTICLES.payInTime,
  check(posting: Posting): readonly Finding[] {
    const { settlement } = posting.pay;
    if (settlement !== 'same_day' && settlement !== 'weekly') return [];
    return textFields(posting).flatMap(({ field, read }) => {
      const words = [...read.text.matchAll(KEPT)].flatMap(({ 0: found, index }) => {
        const clause = read.text
          .slice(Math.max(0, index - AROUND), index)
          .split(/[。；！？;!?\n]/)
          .at(-1)!;
        if (OTHERWISE.test(clause + found)) return [];
        return [originalWords(read, index, index + found.length)];
      });
      if (words.length === 0) return [];
      const said = words[0]!;
      return [{ field, words: [...new Set(words)], advice: ADVICE_WITH.settlementDiffers(settlement, said) }];
    });
  },
};
