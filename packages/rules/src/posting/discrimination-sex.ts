import type { Posting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from '../messages/articles.ts';
import { ADVICE } from '../messages/zh-CN.ts';
import { originalWords } from './folded.ts';
import { phraseCheck, wordsRule } from './phrases.ts';
import { missing, type WordRule } from './rule.ts';
import { readText, textFields } from './text.ts';

const JOB =
  '(?:工(?!程|艺|具|资|作)|员工|服务员|保安|普工|杂工|司机|帮工|收银员?|营业员|导购|前台|保洁员?|迎宾|礼仪|小工|大工|学徒|技师|店员|护工|厨师|销售|客服|文员|助理|主播|模特|教练|领班)';
const COUNT = '(?:(?:\\d{1,3}|[一二两三四五六七八九十几]{1,3})(?:个|名|位|人))';
const CALLED =
  '(?:小伙子?|小伙儿|帅哥|美女|小妹妹?|小姑娘|姑娘|妹子|阿姨|大姐|大妈|大嫂|宝妈|壮汉|男子汉|汉子(?!们)|爷们|老爷们|大老爷们|女娃|男娃|妹妹|小哥哥?|大叔|壮小伙|师傅娘)';

const sexWords = phraseCheck(
  {
    any: [
      '{ONLY}{MALE_FEMALE}',
      '{REFUSE}{MALE_FEMALE}',
      '{MALE_FEMALE}(?:的|者)?(?:优先|为主|最好|优选|{REFUSED})',
      '(?:性别|要求|需要|须|需)[:：]?(?:为|是)?(?:男|女)(?:性|生|士|的)?',
      `(?:招|要|找|聘|缺|收)${COUNT}?(?:男|女)(?:性|士|生|孩|的|${JOB})`,
      `(?:男|女)(?:工|性|生|士|的)${COUNT}`,
      `(?:招|聘)${COUNT}?(?:男|女)`,
      '(?<=[，,、。；:(\\s])(?:男|女)(?:性|士)?(?=[，,。；)\\s]|$)',
      `(?<!男)(?:男|女)${JOB}(?=${COUNT}|$|[,。;])`,
      '(?<!男)(?:男|女)(?:服务员|保安|营业员|收银员?|导购|司机|普工|杂工|保洁员?|前台|迎宾|礼仪)',
      `${CALLED}(?:优先|为主|最好|优选)`,
      `(?:{ONLY}|招|找|要|需要)${COUNT}?${CALLED}`,
      '(?:适合|只适合|更适合|最适合|限于)(?:男|女)(?:性|生|士|人|同志|孩|的)?',
      '(?:男|女)(?:的|性|生|士|人)?(?:来|上|干|做)(?:就行|最好|合适|更合适)|(?:女的?|女人|女生|女性|女同志)(?:干|做|搬|扛|吃)不(?:了|动|消)',
    ],
    unless: [
      '(?:{ONLY}|招|要|找|聘|收|性别|要求)?(?:[:：])?(?:[\\d几]{1,3}(?:个|名|人))?男女(?:工|生|性|员工)?(?:老少)?(?:不限|均可|均|都|皆|不论|不分|兼收|各半|通招|同酬|各)(?:优先)?',
      '(?:招|聘|要求?|找|收|限|需要?)?(?:[\\d几]{1,3}(?:个|名|位|人))?男女(?:性|服务员)?',
      '(?:男|女)[、，,/和或](?:男|女)',
      '(?:不限|不分|无论|不论|不管|不看)(?:性别)?(?:男女|男的?女)',
      '性别[:：]?(?:要求)?(?:不限|无要求|无|都可)',
      '(?:{ONLY}|招|要|找|收|需)?(?:男|女)(?:生|工|性|士)?(?:厕|卫|浴|宿舍|装(?!卸|车|货|修|配|箱|潢)|鞋|包|客|童|婴|老人|性老人|性?患者|病人|儿|主人|款|式|寝|更衣|裤|袜|表|西装|衬衫|洗手|淋浴|澡|校服|学生|生宿舍|队|篮|足球|嘉宾|方家|士专区)',
      '(?:不|别|不准|不会)(?:让|安排|叫|要求?)?(?:女|女工|女性|女职工|女同志)(?:去|来)?(?:搬|扛|抬|干|做|上|下)',
      '不要(?:女工|女性|女同志|女的)(?:搬|扛|抬|干|上|下)',
      '(?:帮|给|为|陪|照顾|护理|照料|伺候|服侍)[^，。,]{0,6}(?:男|女)(?:性|士|生)?',
      '(?:男|女)(?:的|生|士|工|同志)?(?:和|跟|与|、)(?:男|女)[^，。,]{0,6}',
      '(?:男|女)(?:的|工|生|性)?(?:也|都|均|同样)(?:可|行|能|要|欢迎|一样)[^，。,]{0,4}',
      '(?:男|女)(?:宝宝|方|儿|主|神|友|朋友|婿)[^，。,]{0,2}',
    ],
    spoken: ['warned'],
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

const MAN = '(?:男|小伙子?|汉子|大叔|小哥|爷们|丈夫)';
const WOMAN = '(?:女|姑娘|小妹|妹子|阿姨|大姐|大妈|妇女|媳妇|宝妈)';
/** Of one sex in a text with a figure, and of the other soon after with another one; or less for one of them. */
const PAY_BY_SEX = [
  `${MAN}[^，。；,;\\n\\d女]{0,8}?({AMOUNT})[^\\n。男]{0,10}?${WOMAN}[^，。；,;\\n\\d男]{0,8}?({AMOUNT})`,
  `${WOMAN}[^，。；,;\\n\\d男]{0,8}?({AMOUNT})[^\\n。女]{0,10}?${MAN}[^，。；,;\\n\\d女]{0,8}?({AMOUNT})`,
  `(\\d{2,5})(?:元|块|\\/天|天|日)?[(（]?${MAN}[^\\d\\n。]{0,8}(\\d{2,5})(?:元|块|\\/天|天|日)?[(（]?${WOMAN}`,
  `(\\d{2,5})(?:元|块|\\/天|天|日)?[(（]?${WOMAN}[^\\d\\n。]{0,8}(\\d{2,5})(?:元|块|\\/天|天|日)?[(（]?${MAN}`,
  `${WOMAN}(?:工|的|性|生|同志)?[^，。；,;\\n]{0,6}(?:少|减|低|扣)(?:一点|一些|些)?({AMOUNT})?(?:元|块|的?价)`,
  `${MAN}(?:工|的|性|生|同志)?[^，。；,;\\n]{0,6}(?:多|加|高)(?:一点|一些|些|给)?({AMOUNT})(?:元|块)`,
  `${WOMAN}(?:工|的|性|生|同志)?(?:工资|工价|价钱|价格|价)?(?:打|按)(?:男工?的?)?({AMOUNT})(?:折|成)`,
];
const samePayPatterns = PAY_BY_SEX.map(
  (source) => new RegExp(source.replaceAll('{AMOUNT}', '\\d{2,5}|[一二两三四五六七八九十百千]{2,5}'), 'gu'),
);
/** Heads or rooms that are counted, not money. */
const COUNTED = /^(?:个|名|人|位|间|床|张|套|组|队|间房|号|楼|件|双)/;

const samePay: WordRule = {
  id: 'discrimination.pay_by_sex',
  level: 'ask',
  article: ARTICLES.samePay,
  check: (posting) => {
    return textFields(posting).flatMap(({ field, text }) => {
      const folded = readText(text);
      const words = samePayPatterns.flatMap((pattern) =>
        [...folded.text.matchAll(pattern)]
          .filter((m) => {
            const [, first, second] = m;
            if (COUNTED.test(folded.text.slice(m.index + m[0].length))) return false;
            return first === undefined || second === undefined || first !== second;
          })
          .map((m) => originalWords(folded, m.index, m.index + m[0].length)),
      );
      return words.length === 0 ? [] : [{ field, words: [...new Set(words)], advice: ADVICE.samePay }];
    });
  },
};

const marriage = wordsRule('discrimination.marriage', 'ask', ARTICLES.marriage, ADVICE.marriage, {
  any: [
    '(?:已婚|未婚|离异|单身)(?:已育|未育)?(?:女性|男性|的|者)?(?:优先|{REFUSED})?',
    '(?:已育|未育)(?:者|的|女性)?(?:优先)?',
    '{REFUSE}(?:孕妇|怀孕|哺乳期?|备孕|大肚子|有身孕|带孩子|有孩子|带娃|奶娃)(?:的|女性|妇女|人)?',
    '(?:孕妇|怀孕|哺乳期?|备孕|带孩子|带娃|有身孕)(?:的|者|女性|妇女|人){0,2}{REFUSED}',
    '(?:近期|短期|{AMOUNT}年|合同期|在职期间?)内?(?:无|不|没有|不能|不得|不准|不打算)(?:结婚|生育|怀孕|要孩子|生孩子|婚育)(?:计划|打算)?',
    '(?:无|没有)(?:生育|怀孕|婚育|结婚)(?:计划|打算)',
    '(?:孕检|验孕|妊娠(?:检测|测试|检查)|查(?:有没有)?怀孕)|(?:无|没有)(?:家庭|孩子|小孩)(?:拖累|负担|牵绊)|(?:没|未)(?:结婚|成家)的?(?:优先|{REFUSED})|(?:没结婚|没成家)的?(?:来|最好)|{ONLY}(?:没结婚|没成家|没对象)',
  ],
  unless: [
    '(?:已婚|未婚)(?:、|和|或|/)?(?:未婚|已婚)(?:都|均|皆|不限)[^，。；\\n]{0,4}',
    '(?:不限|不论|不问|不管|无论)[^，。；\\n]{0,4}(?:已婚|未婚|单身)(?:、|和|或|/)?(?:已婚|未婚)?',
    '(?:单身|未婚)(?:宿舍|公寓|妈妈|青年|联谊|派对|男女)',
    '(?:孕妇|孕婴|哺乳)(?:装|裤|奶粉|用品|枕|餐|室|照)',
    '(?:孕检|妊娠)[^，。,]{0,6}(?:登记|档案|宣传|挂号|引导|资料)|(?:卫生院|医院|妇幼|计生)[^，。]{0,12}(?:孕检|妊娠|孕妇|哺乳)',
  ],
  spoken: ['warned'],
});

export const SEX_RULES: readonly WordRule[] = [sex, samePay, marriage];
