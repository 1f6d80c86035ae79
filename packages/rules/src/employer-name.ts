import type { Flag } from '@linggong/contracts/flag.ts';
import { zPosting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from './messages/articles.ts';
import { LINES_ADVICE, LINES_ARTICLE, NAME_ADVICE } from './messages/employer-name.ts';
import { BAIT_RULES } from './posting/bait.ts';
import { CONTACT_RULE } from './posting/contact.ts';
import { CRIME_RULES } from './posting/crime.ts';
import { FEE_RULES } from './posting/fees.ts';
import { hintRules } from './posting/hints.ts';
import { wordsRule } from './posting/phrases.ts';
import type { WordRule } from './posting/rule.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const LINES = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu;

/** Other words that contain one a rule knows, or that one, as names and only names are made of them. */
const OTHER_WORDS = new RegExp(
  [
    '博彩[虹云霞练]|大麻[袋花籽雀]|押金管家|微信街|盗墓笔记|代妈妈|洗钱江|保录[音像]',
    '一夜暴富|暴富|躺赢|日进斗金|逆袭|搞钱',
    '高薪(?=[里村镇乡街路桥园养])|荷官(?=[村乡镇])|百家乐(?=超市|便利|器|购|商|餐|酒|宾|幼)',
    '佳丽(?=[美服婚影超商家酒宾理])|男模(?=服)',
  ].join('|'),
  'g',
);

/** Whoever pays it: a name has no sentence by which that could be told. */
const CHARGES: WordRule = wordsRule('fees.charged', 'ask', ARTICLES.noMoneyFromWorkers, NAME_ADVICE, {
  any: [
    '(?:收|交|缴|付)(?:取|纳)?…(?:中介|职介|介绍|报名|培训|体检|服装|工装|入职|会员|登记|推荐|上岗)费',
    '(?:交|缴|付)费(?:入职|上岗|报名|培训|入会)|押[¥￥$]\\d{2,5}',
  ],
});
const LINKS: WordRule = wordsRule('bait.app', 'ask', ARTICLES.bait, NAME_ADVICE, {
  any: ['(?<![a-z0-9])[a-z0-9-]{1,40}\\.(?:com|cn|top|net|cc|vip|xyz|org|site|club)(?![a-z0-9])'],
});

/** Those about what a name could do to who reads it; who is wanted and what is paid no name decides. */
const RULES: readonly WordRule[] = [CHARGES, LINKS, ...FEE_RULES, ...BAIT_RULES, ...CRIME_RULES];
const HINT_RULES = hintRules(RULES);

const EMPTY = zPosting.parse({});
/** The rules read postings: a name is one that says nothing else. */
const asPosting = (name: string) => ({ ...EMPTY, description: name.replace(OTHER_WORDS, '，') });

const wordsBy = ({ check }: WordRule, name: string): string[] => [
  ...new Set(check(asPosting(name)).flatMap(({ words }) => words)),
];

/** What leads past the market in an employer's name: phone numbers, 微信, groups; as it is written, empty for none. */
export const contactInName = (name: string): string[] => wordsBy(CONTACT_RULE, name);

const RECENT_NAMES = 500;
const recent = new Map<string, readonly Flag[]>();

/**
 * What is doubtful in an employer's name, which everybody reads: flags for each of its postings, with the field
 * `employer`, at most one for each rule. They only ask: no name is so bad that its owner can't be heard.
 */
export function employerNameFlags(name: string): readonly Flag[] {
  const known = recent.get(name) ?? judged(name);
  if (recent.size >= RECENT_NAMES) recent.clear();
  recent.set(name, known);
  return known;
}

function judged(name: string): Flag[] {
  const ask = { level: 'ask', field: 'employer' } as const;
  const lines = name.match(LINES);
  const oneLine = name.replace(LINES, ' ');
  const flagsBy = (rules: readonly WordRule[]): Flag[] =>
    [...Map.groupBy(rules, ({ id }) => id)].flatMap(([rule, same]) => {
      const words = [...new Set(same.flatMap((one) => wordsBy(one, oneLine)))];
      const { article } = same[0]!;
      return words.length > 0 ? [{ rule, article, ...ask, words, advice: NAME_ADVICE }] : [];
    });
  const found = flagsBy(RULES);
  return [
    ...(lines
      ? [{ rule: 'name.lines', article: LINES_ARTICLE, ...ask, words: [], advice: LINES_ADVICE }]
      : []),
    ...(found.length > 0 ? found : flagsBy(HINT_RULES)),
  ];
}
