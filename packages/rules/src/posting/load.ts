import { ADVICE, ADVICE_WITH, ARTICLES } from '../messages/zh-CN.ts';
import { PROTECTED_LOAD_KG } from '../minors.ts';
import { phraseFinder } from './phrases.ts';
import { missing, type Rule } from './rule.ts';
import { textFields } from './text.ts';

/** Above it one person should not lift alone; no law names it, so an operator is asked. */
export const HEAVY_KG = 50;

/** The posting says that women take part. */
const womenInvited = phraseFinder({
  any: [
    '男女(?:都|均|皆|不限|不论|老少)',
    '不限(?:男女|性别)',
    '性别不限',
    '(?:招|要|收)女(?:工|的|性)',
    '女(?:工|性)(?:优先|\\d+)',
    '妇女…(?:可|欢迎|优先)',
  ],
});

const women: Rule = {
  id: 'load.women',
  level: 'ask',
  article: ARTICLES.womenLoad,
  check: (posting) => {
    const { loadKg, conditions } = posting;
    if (loadKg === null || loadKg <= PROTECTED_LOAD_KG) return [];
    const words = textFields(posting).flatMap(({ text }) => womenInvited(text));
    return conditions.sex === 'female' || words.length > 0 ? [missing('loadKg', ADVICE.loadWomen)] : [];
  },
};

const heavy: Rule = {
  id: 'load.heavy',
  level: 'ask',
  article: ARTICLES.tellConditions,
  check: ({ loadKg }) =>
    loadKg !== null && loadKg > HEAVY_KG ? [missing('loadKg', ADVICE_WITH.heavy(loadKg))] : [],
};

export const LOAD_RULES: readonly Rule[] = [women, heavy];
