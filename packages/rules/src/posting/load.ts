import type { Posting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from '../messages/articles.ts';
import { ADVICE, ADVICE_WITH } from '../messages/zh-CN.ts';
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

const STATED =
  /(?:单|每|一)(?:件|袋|包|箱|块|筐|个|桶|根|捆|张|坛)(?:货|水泥|饲料|化肥|大米|面粉)?(?:重|约|大约|差不多|有|是){0,3}(\d{1,3}(?:\.\d)?)(公斤|kg|千克|斤)/gu;

/** What any of these ends with: most texts have none. */
const WEIGHED = /\d(?:[公千斤]|kg)/;

/** The heaviest single load: as filled in, or where that is open as the words tell it (每袋 50 公斤). */
export function singleLoadKg(posting: Posting): number | null {
  if (posting.loadKg !== null) return posting.loadKg;
  const stated = textFields(posting)
    .flatMap(({ read }) => (WEIGHED.test(read.text) ? [...read.text.matchAll(STATED)] : []))
    .map(([, figure, unit]) => Number(figure) * (unit === '斤' ? 0.5 : 1));
  return stated.length > 0 ? Math.max(...stated) : null;
}

const women: Rule = {
  id: 'load.women',
  level: 'ask',
  article: ARTICLES.womenLoad,
  check: (posting) => {
    const loadKg = singleLoadKg(posting);
    if (loadKg === null || loadKg <= PROTECTED_LOAD_KG) return [];
    const invited = textFields(posting).some(({ text }) => womenInvited(text).length > 0);
    const asked = posting.conditions.sex === 'female' || invited;
    return asked ? [missing('loadKg', ADVICE.loadWomen)] : [];
  },
};

const heavy: Rule = {
  id: 'load.heavy',
  level: 'ask',
  article: ARTICLES.tellConditions,
  check: (posting) => {
    const loadKg = singleLoadKg(posting);
    return loadKg !== null && loadKg > HEAVY_KG ? [missing('loadKg', ADVICE_WITH.heavy(loadKg))] : [];
  },
};

export const LOAD_RULES: readonly Rule[] = [women, heavy];
