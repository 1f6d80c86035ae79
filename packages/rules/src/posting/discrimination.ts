import type { Posting } from '@linggong/contracts/posting.ts';
import { ADVICE, ARTICLES } from '../messages/zh-CN.ts';
import { payBySex } from '../pay-text.ts';
import { type Phrases, phraseCheck } from './phrases.ts';
import { missing, type WordRule } from './rule.ts';

/** Exclusion by words is never certain to a machine, so all but ethnic and religious exclusion asks a person. */
const wordsRule = (
  id: string,
  level: WordRule['level'],
  article: string,
  phrases: Phrases,
  advice: string,
): WordRule => ({ id, level, article, check: phraseCheck(phrases, advice) });

const sexWords = phraseCheck(
  {
    any: [
      '{ONLY}{MALE_FEMALE}',
      '{REFUSE}{MALE_FEMALE}',
      '{MALE_FEMALE}(?:的|者)?(?:优先|为主|{REFUSED})',
      '(?:性别|要求|需要|须|需)[:：]?(?:为|是)?(?:男|女)(?:性|生|士|的)?',
      '(?:招|要|找|聘|缺|收)(?:[\\d一二两三四五六七八九十几]+(?:个|名|位|人))?(?:男|女)(?:性|士|生|工|孩|的|员工|服务员|保安|普工|杂工|司机|帮工|收银员?|营业员|导购|前台|保洁)',
      '(?:男|女)(?:工|性|生|士|的)\\d+(?:名|个|人|位)',
      '(?:招|聘)(?:[\\d一二两三四五六七八九十几]+(?:个|名|位|人))?(?:男|女)',
      '(?<=[，,、。；:\\s])(?:男|女)(?:性|士)?(?=[，,。；\\s]|$)',
      '(?<!男)(?:男|女)(?:服务员|保安|营业员|收银员?|导购|司机|普工|杂工|保洁员?|前台|迎宾|礼仪)',
      '(?:小伙子?|帅哥|美女|小妹|小姑娘|姑娘|妹子|阿姨|大姐|大妈|宝妈)(?:优先|为主)',
      '(?:{ONLY}|招|找|要)(?:[\\d一二两三四五六七八九十几]+(?:个|名|位))?(?:小伙子?|帅哥|美女|小妹|小姑娘|姑娘|妹子|阿姨|大姐|大妈|宝妈|壮汉|男子汉)',
    ],
    unless: [
      '(?:{ONLY}|招|要|找|聘|收|性别|要求)?(?:[:：])?(?:[\\d几]+(?:个|名|人))?男女(?:工|生|性|员工)?(?:老少)?(?:不限|均可|均|都|皆|不论|不分|兼收|各半|通招)(?:优先)?',
      '(?:招|聘|要求?|找|收|限|需要?)?(?:[\\d几]+(?:个|名|位|人))?男女(?:性|服务员)?',
      '(?:男|女)[、，,/和或](?:男|女)',
      '(?:不限|不分|无论|不论|不管|不看)(?:性别)?(?:男女)',
      '性别[:：]?(?:要求)?(?:不限|无要求|无|都可)',
      '(?:{ONLY}|招|要|找|收)?(?:男|女)(?:生|工|性)?(?:厕|卫|浴|宿舍|装(?!卸|车|货|修|配|箱|潢)|鞋|包|客|童|婴|老人|性老人|性?患者|病人|儿|主人|款|式|寝|更衣)',
      '(?:不|别|不准|不会)(?:让|安排|叫|要求?)?(?:女|女工|女性|女职工|女同志)(?:去|来)?(?:搬|扛|抬|干|做|上|下)',
      '不要(?:女工|女性|女同志|女的)(?:搬|扛|抬|干|上|下)',
    ],
  },
  ADVICE.sex,
);

const sex: WordRule = {
  id: 'discrimination.sex',
  level: 'ask',
  article: ARTICLES.sex,
  check: (posting: Posting) => [
    ...(posting.conditions.sex === 'any' ? [] : [missing('conditions.sex', ADVICE.sex)]),
    ...sexWords(posting),
  ],
};

const samePay: WordRule = {
  id: 'discrimination.pay_by_sex',
  level: 'ask',
  article: ARTICLES.samePay,
  check: ({ pay, description, title }: Posting) =>
    (
      [
        ['pay.text', pay.text],
        ['description', description],
        ['title', title],
      ] as const
    ).flatMap(([field, text]) => {
      const words = payBySex(text);
      return words === null ? [] : [{ field, words: [words], advice: ADVICE.samePay }];
    }),
};

const ETHNIC_THING =
  '(?:服|语|话|文|字|锅庄|歌|舞|餐|菜|村|乡|镇|文化|特色|饰|家具|风格|风味|自治|地区|聚居|节|工艺|医|药|式)';
const ethnic = wordsRule(
  'discrimination.ethnic',
  'block',
  ARTICLES.ethnic,
  {
    any: [
      '{ONLY}{ETHNIC}(?:的|人|员工)?',
      '{REFUSE}{ETHNIC}(?:的|人|员工)?',
      '{ETHNIC}(?:的|人|同胞|员工|朋友|和|、|或|{ETHNIC})*{REFUSED}',
      '(?:民族|族别)(?:要求)?[:：]?(?:限|为|是)?(?:汉|藏|回)族?(?!族?[、和及与]|族?[^，。；\\n]{0,6}(?:都|均|皆|不限))',
    ],
    unless: [
      `(?:{ONLY}|{REFUSE})?{ETHNIC}${ETHNIC_THING}[^，。；\\n]{0,6}`,
      '(?:不限|不分|不论|无论|不管|不看)…{ETHNIC}[^，。；\\n]{0,6}',
      '{ETHNIC}(?:、|和|或|{ETHNIC})*(?:都|均|皆|全)?(?:不限|都行|都可以?|都要)',
      '(?:不得|不能|不可以?|严禁|禁止|反对)[^，。；\\n]{0,8}{ETHNIC}[^，。；\\n]{0,6}',
    ],
  },
  ADVICE.ethnic,
);

const ethnicFavoured = wordsRule(
  'discrimination.ethnic_favoured',
  'ask',
  ARTICLES.ethnic,
  { any: ['汉(?:族|人)(?:的|者|员工)?(?:优先|为主)'] },
  ADVICE.ethnicFavoured,
);

const BELIEF = '(?:信教|信佛|有宗教信仰|有信仰|宗教信仰|佛教徒|穆斯林|基督徒|教徒|念经)';
const NO_BELIEF = '(?:不信教|不信佛|无宗教信仰|没有宗教信仰|无信仰)';
const religion = wordsRule(
  'discrimination.religion',
  'block',
  ARTICLES.religion,
  {
    any: [
      `(?:{ONLY}|要求|须|必须|需|要)(?:是)?(?:${NO_BELIEF}|信教|信佛|佛教徒|穆斯林|基督徒)(?:的|者|人员?)?`,
      `{REFUSE}${BELIEF}(?:的|者|人员?)?`,
      `${BELIEF}(?:的|者|人员?)*{REFUSED}`,
      `${NO_BELIEF}(?:的|者)?(?:优先)?`,
    ],
    unless: [
      `(?:不限|不论|不问|不管|不看|无论|不分)[^，。；\\n]{0,6}(?:信教|信仰|${NO_BELIEF})(?:的|者)?`,
      `(?:信教)?(?:不信教|${NO_BELIEF})(?:的|者)?(?:都|均|皆|也)(?:可|行|要|欢迎|一样)`,
      `(?:无|没有)宗教信仰(?:要求|限制|歧视|方面)`,
      '(?:要|须|需|必须)?尊重[^，。；\\n]{0,8}信仰',
      '信不信教',
    ],
  },
  ADVICE.religion,
);

const LOCAL = '(?:本地|当地|本市|本县|本区|本乡|本镇|本村|昌都|卡若|西藏|城镇|非农|农村|外地|外省)';
const household = wordsRule(
  'discrimination.household',
  'ask',
  ARTICLES.household,
  {
    any: [
      `(?:{ONLY}|要求|须|必须|需|需要|须有|要有|要|有|持)?${LOCAL}(?:市|县|区|乡)?(?:户口|户籍)(?:的|者|人员)?(?:优先)?`,
      `{ONLY}${LOCAL}(?:市|县|区)?(?:人|居民|村民|群众|的)`,
      '{REFUSE}(?:外地|外省|外来|外县|四川|河南|甘肃|青海|安徽|农村)(?:人|的|户口|户籍|务工人员)',
      '(?:外地|外省|外县|外来)(?:人|的|户口|户籍)?{REFUSED}',
      '户籍(?:限制|要求)?[:：](?:本地|昌都|西藏|本县|本市|城镇)',
    ],
    unless: [
      `(?:不限|无需|不需要|不需|不要求|不用|无须|不看|没有|无)(?:是|有)?${LOCAL}(?:户口|户籍)(?:要求|限制)?`,
      `${LOCAL}(?:、|和|或|/)?${LOCAL}(?:人|户口|户籍|的)?(?:不限|都|均|皆)[^，。；\\n]{0,4}`,
      `${LOCAL}(?:户口|户籍)(?:不限|无要求|都可|均可|都行)`,
      `(?:办|办理|迁|落)${LOCAL}(?:户口|户籍)`,
    ],
  },
  ADVICE.household,
);

const marriage = wordsRule(
  'discrimination.marriage',
  'ask',
  ARTICLES.marriage,
  {
    any: [
      '(?:已婚|未婚|离异|单身)(?:已育|未育)?(?:女性|男性|的|者)?(?:优先|{REFUSED})?',
      '(?:已育|未育)(?:者|的|女性)?(?:优先)?',
      '{REFUSE}(?:孕妇|怀孕|哺乳期?|备孕)(?:的|女性|妇女)?',
      '(?:孕妇|怀孕|哺乳期?|备孕)(?:的|者|女性|妇女)*{REFUSED}',
      '(?:近期|短期|[一两二三\\d]+年|合同期|在职期间?)内?(?:无|不|没有|不能|不得|不准|不打算)(?:结婚|生育|怀孕|要孩子|生孩子|婚育)(?:计划|打算)?',
      '(?:无|没有)(?:生育|怀孕|婚育|结婚)(?:计划|打算)',
    ],
    unless: [
      '(?:已婚|未婚)(?:、|和|或|/)?(?:未婚|已婚)(?:都|均|皆|不限)[^，。；\\n]{0,4}',
      '(?:不限|不论|不问|不管|无论)[^，。；\\n]{0,4}(?:已婚|未婚|单身)(?:、|和|或|/)?(?:已婚|未婚)?',
      '(?:单身|未婚)(?:宿舍|公寓|妈妈|青年联谊)',
    ],
  },
  ADVICE.marriage,
);

export const DISCRIMINATION_RULES: readonly WordRule[] = [
  sex,
  samePay,
  ethnic,
  ethnicFavoured,
  religion,
  household,
  marriage,
];
