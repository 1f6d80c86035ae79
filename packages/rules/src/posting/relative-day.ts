import type { Posting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from '../messages/articles.ts';
import { ADVICE_WITH } from '../messages/zh-CN.ts';
import { originalWords } from './folded.ts';
import type { Finding, Rule } from './rule.ts';
import { textFields } from './text.ts';

/** 今 of 如今, 明 of 文明 and the like are other words. */
const NEAR = '(?<!如)今(?:天|日|早|晚|晨)|(?<![文声说证光透发表照黎])明(?:天|日|早|晚|晨)';
const AFTER =
  '(?<![以先然此往而最背])大?后(?:天|日)(?![天养的井])|(?:下|这|本)个?(?:周|星期|礼拜)[一二三四五六日天末1-7]';
const RELATIVE = new RegExp(`${NEAR}|${AFTER}`, 'gu');

/** Not the day on which it is read: how wages are settled, and names. */
const OTHERWISE =
  /今[天日](?:干|做)?(?:完|了)?今[天日](?:就|给|拿)?[结付发清领拿现给]?[钱账清]?|今日(?:[结清现付]|头条)|明[天日](?:之星|集团|城|幼儿园|广场|酒店|超市|小学|中学|学校)|明[日早晚][星华]/gu;

/**
 * A title names its day by today's: 明早, 后天. It is read on other days too, in notices and on paper, so it asks for the
 * date.
 */
export const relativeDay: Rule = {
  id: 'title.relative_day',
  level: 'ask',
  article: ARTICLES.relativeDay,
  check(posting: Posting): readonly Finding[] {
    const read = textFields(posting).find(({ field }) => field === 'title')?.read;
    if (!read) return [];
    const apart = [...read.text.matchAll(OTHERWISE)].map(({ 0: { length }, index }) => [
      index,
      index + length,
    ]);
    const words = [...read.text.matchAll(RELATIVE)].flatMap(({ 0: found, index }) =>
      apart.some(([from, to]) => from! <= index && index < to!)
        ? []
        : [originalWords(read, index, index + found.length)],
    );
    const [said] = words;
    return said === undefined
      ? []
      : [{ field: 'title', words: [...new Set(words)], advice: ADVICE_WITH.relativeDay(said) }];
  },
};
