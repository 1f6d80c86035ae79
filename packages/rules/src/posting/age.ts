import type { Posting } from '@linggong/contracts/posting.ts';
import { barsText } from '../messages/minors.ts';
import { ADVICE, ADVICE_WITH, ARTICLES } from '../messages/zh-CN.ts';
import { ADULT_AGE, minorBars, WORKING_AGE } from '../minors.ts';
import { singleLoadKg } from './load.ts';
import { phraseCheck, phraseFinder } from './phrases.ts';
import { type Finding, missing, type Rule, type WordRule } from './rule.ts';
import { textFields } from './text.ts';

/** A cap from here on follows retirement and accident insurance and isn't asked about. */
export const COMMON_AGE_CAP = 60;

/** Under 16, in figures or words. */
const CHILD =
  '(?<![\\d一二三四五六七八九十])(?:1[0-5]|[6-9]|[六七八九]|十[一二三四五]?(?![一二三四五六七八九]))';
/** 19 to 59: a cap that keeps grown people out. */
const CAP = '(?:(?<!\\d)(?:19|[2-5]\\d)|十九|[二三四五]十[一二三四五六七八九]?)';
/** 19 and more: a lower bound above majority. */
const ABOVE = '(?:(?<!\\d)(?:19|[2-9]\\d)|十九|[二三四五六七八九]十[一二三四五六七八九]?)';
/** Any age of two figures. */
const AGE = '(?:\\d{2}|[二三四五六七八九]?十[一二三四五六七八九]?)';
/** Ages of those who are looked after, not of those who work. */
const OF_OTHERS =
  '(?:周?岁)?(?:以上|以下|左右|大)?的?(?:老人|老年人|儿童|孩子|小孩|娃娃?|学生|病人|患者|宝宝|婴儿|游客|观众|小朋友)';

const childWords = phraseCheck(
  {
    any: [
      '童工',
      `(?:满|年满)?${CHILD}周?岁(?:以上|及以上|起|左右|就|也|都|即|可|的(?:也|都|可))`,
      `${CHILD}(?:岁)?(?:-|—|~|到|至)(?:\\d{2})周?岁`,
      '(?:招|收|要|找)…(?:小学生|初中生|未成年人?)',
      '(?:小学生|初中生|未成年人?|小孩)(?:也|都|即|皆)?(?:可以?|行|要|收|能来|欢迎)',
    ],
    unless: [
      '(?:不|不得|不准|不会|不能|严禁|禁止|杜绝|拒绝|谢绝|绝不)…(?:童工|小学生|初中生|未成年人?)',
      `${CHILD}${OF_OTHERS}(?!…(?:也|都)(?:能|可|要|行|来|收))`,
      `${CHILD}(?:岁)?(?:-|—|~|到|至)\\d{1,2}${OF_OTHERS}`,
      '(?:未成年人?|小学生|初中生)(?:不可以?|不行|不要|不收)',
      '(?:招|收|接|找)…(?:小学生|初中生)…(?:家教|辅导|补课|托管|接送)|(?:家教|辅导|照顾|接送)…(?:小学生|初中生)',
    ],
  },
  ADVICE.child,
);

const child: WordRule = {
  id: 'age.child',
  level: 'block',
  article: ARTICLES.child,
  check: (posting) => [
    ...(posting.conditions.minAge !== null && posting.conditions.minAge < WORKING_AGE
      ? [missing('conditions.minAge', ADVICE.child)]
      : []),
    ...childWords(posting),
  ],
};

const limitWords = phraseCheck(
  {
    any: [
      `(?:年龄…)?${CAP}周?岁(?:以下|以内|之内|封顶)`,
      `(?:年龄|岁数)…${CAP}(?:以下|以内|之内|封顶)`,
      `(?:年龄)?(?:在)?${AGE}周?岁?(?:-|—|–|~|到|至)${CAP}周?岁`,
      `(?:年龄)[:：]?${AGE}(?:-|—|–|~|到|至)${CAP}`,
      `(?:不超过|不大于|小于|低于|不满|不高于|<|≤)${CAP}周?岁`,
      `(?:满|年满|须满)?${ABOVE}周?岁(?:以上|及以上|起)(?:的)?(?:{REFUSED})?`,
      `${CAP}周?岁左右`,
      '(?:限|只要|只招)(?:80|85|90|95|00)后|(?:80|85|90|95|00)后(?:优先|为主|{REFUSED})',
      '(?:年轻人?|年轻力壮|年轻的)(?:的)?优先|{ONLY}年轻(?:人|的)|限年轻',
      '{REFUSE}(?:老人|老头|老年人|年纪大|岁数大|上年纪|大龄|超龄)(?:的|人员)?',
      '(?:年纪大|岁数大|大龄|超龄|上年纪)(?:的|者|人员)*{REFUSED}',
    ],
    unless: [
      `${AGE}(?:岁)?(?:(?:-|—|–|~|到|至)${AGE})?${OF_OTHERS}`,
      '(?:年龄|岁数)(?:不限|没要求|无要求)',
      `(?:不|没有|无)…(?:限|卡)…${CAP}周?岁(?:以上|以下)`,
      `${ABOVE}周?岁以上(?:的)?(?:也|都|照样)(?:可|行|要|能)`,
      `(?:工期|温度|气温|浓度|\\d+%|尺寸|重量|体重)…${CAP}(?:以下|以内)`,
      `${CAP}(?:以下|以内|之内)(?=(?:公斤|斤|米|公里|度|元|人|件|分钟|天|小时|%))`,
    ],
  },
  ADVICE.age,
);

function limits({ conditions }: Posting): Finding[] {
  const { minAge, maxAge } = conditions;
  return [
    ...(maxAge !== null && maxAge < COMMON_AGE_CAP ? [missing('conditions.maxAge', ADVICE.age)] : []),
    ...(minAge !== null && minAge > ADULT_AGE ? [missing('conditions.minAge', ADVICE.age)] : []),
  ];
}

const limit: WordRule = {
  id: 'age.limit',
  level: 'ask',
  article: ARTICLES.age,
  check: (posting) => [...limits(posting), ...limitWords(posting)],
};

const fromSixteen = phraseFinder({
  any: [
    '(?<![未不])(?:满|年满)?(?<!\\d)(?:1[67]|十[六七])周?岁(?:以上|及以上|起|就|也|即)',
    '(?<![未不])(?:满|年满)(?:1[67]|十[六七])周?岁',
  ],
  unless: ['(?:未|不|没)(?:年)?满(?:1[67]|十[六七])周?岁', `(?:1[67]|十[六七])${OF_OTHERS}`],
});

/**
 * The posting opens work to people of 16 and 17 that 未成年工特殊保护规定 art. 3 closes to them. Where it says
 * nothing of age there is nothing to ask: whoever is under 18 is then refused when taking it.
 */
const minorForbidden: Rule = {
  id: 'age.minor_forbidden',
  level: 'ask',
  article: ARTICLES.minor,
  check: (posting, { altitudeM }) => {
    const bars = minorBars({
      ...posting,
      loadKg: singleLoadKg(posting),
      altitudeM: posting.workplace.altitudeM ?? altitudeM,
    });
    if (bars.length === 0) return [];
    const advice = ADVICE_WITH.minorForbidden(barsText(bars));
    const { minAge } = posting.conditions;
    const structured = minAge !== null && minAge >= WORKING_AGE && minAge < ADULT_AGE;
    return [
      ...(structured ? [missing('conditions.minAge', advice)] : []),
      ...textFields(posting)
        .map(({ field, text }) => ({ field, words: fromSixteen(text), advice }))
        .filter(({ words }) => words.length > 0),
    ];
  },
};

export const AGE_RULES: readonly WordRule[] = [child, limit];
export const MINOR_RULES: readonly Rule[] = [minorForbidden];
