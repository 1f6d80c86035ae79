import type { Posting } from '@linggong/contracts/posting.ts';
import { heightAt } from '../height.ts';
import { ARTICLES } from '../messages/articles.ts';
import { barsText } from '../messages/minors.ts';
import { ADVICE, ADVICE_WITH } from '../messages/zh-CN.ts';
import { ADULT_AGE, isUnclearPlateau, minorBars, WORKING_AGE } from '../minors.ts';
import { workInSource } from '../words/in-source.ts';
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
const CAP = '(?:(?<![\\d.])(?:19|[2-5]\\d)(?!\\d)|十九|[二三四五]十[一二三四五六七八九]?)';
/** 19 and more: a lower bound above majority. */
const ABOVE = '(?:(?<!\\d)(?:19|[2-9]\\d)|十九|[二三四五六七八九]十[一二三四五六七八九]?)';
/** Any age of two figures. */
const AGE = '(?:\\d{2}|[二三四五六七八九]?十[一二三四五六七八九]?)';
const PUPIL =
  '(?:小学生|初中生|初中毕业|初一|初二|初三|高中生|中学生|未成年人?|娃娃|小孩子?|半大孩子|孩子|暑假(?:学生|娃)|学生娃|念书的娃|半大小子|小学毕业|没成年的?|还在(?:上学|念书)的)';
/** Ages of those who are looked after, taught or served, not of those who work. */
const OF_OTHERS =
  '(?:周?岁)?(?:以上|以下|左右|大)?的?(?:老人|老干部|老党员|老兵|职工|老年人|老奶奶|老爷爷|奶奶|爷爷|老太太|儿童|孩子|小孩|娃娃?|学生|病人|患者|宝宝|婴儿|幼儿|游客|观众|小朋友|男孩|女孩|儿子|女儿|双胞胎|孙子|孙女|选手|参赛|乘客|顾客|客人|群众|居民|学员|会员|营员)';
/** Ages of trees and beasts: 15岁以上的老树. */
const OF_THINGS =
  '(?:周?岁)?(?:以上|以下|左右)?的(?:老|大|小|古|公|母){0,2}(?:(?:核桃|苹果|梨|桃|杏|枣|果|杨|柳|松|柏|桑|茶|花椒)?树|果木|苗木|牦?牛|马|羊|驴|骡子?|老?酒|陈皮|房子?|汽?车|楼)(?!倌|工|的(?:人|来)|[^,。]{0,2}(?:可以|能来|都要|也要|也行|就行))';
const SERVED = '(?:照顾|照看|照料|看护|陪|带|接送|教|辅导|看|哄|喂|护理|伺候|管)[^，。；,;\\n]{0,8}';

const childWords = phraseCheck(
  {
    any: [
      '童工|(?:招|收|要|找|用)儿童工(?![具艺坊程作笔房友])',
      `(?:满|年满)?${CHILD}周?岁(?:以上|及以上|起|左右|就|也|都|即|可|的(?:也|都|可|就))`,
      `(?:满|年满|够)${CHILD}(?:周?岁)?(?:了)?(?:的)?(?:就|即|便|也|都)?(?:可|能|行|要|收|来)`,
      `${CHILD}(?:岁)?(?:-|—|~|到|至)(?:\\d{2})周?岁`,
      `(?:满|年满|够)?${CHILD}周?岁(?:的)?(?:娃娃?|孩子|小孩|学生)?(?:也|都|就)?(?:可以|能(?:来|干|做)|行|要(?!求)|收(?!费))(?!放|托|入园|玩|坐|免)`,
      '(?:十[二三四五]|1[2-5])[三四五六]岁|(?:十[二三四]|1[2-4])(?:、|,|到|-)?(?:十?[三四五]|1?[345])岁的?(?:娃|孩子|学生)?(?:也|都|正好|可以)',
      `(?:招|收|要|找)…${PUPIL}`,
      `${PUPIL}(?:也|都|即|皆|均|亦|放假){0,2}(?:可以?|行|要(?!求)|收|能(?:来|干|做)|欢迎|优先|来(?!(?:做(?:实验|客|操|题|手工)|上(?:课|手工)|社会实践|[听看玩学借买吃画读量补写逛摸]|参观|体验|体检|报名|比赛|打针|接种|摘[^。]{0,12}家长)))`,
      `(?:适合|欢迎|面向)${PUPIL}|(?:寒假|暑假|放假)(?:的)?(?:初中|小学)(?:生|学生)|(?:不看|不查|不问|不管|无需|不用)(?:年龄|身份证|岁数)…(?:小孩|孩子|娃|未成年|学生)|(?:没有?|没办)身份证(?:的)?(?:也|都)(?:可|行|要|能)`,
      `(?:不满|未满|没满|不到|没到)(?:1[0-6]|十[一二三四五六])(?:周?岁)?(?:的)?(?:也|都|照样|同样)?(?:可以?|行|要(?!求)|能(?:来|干|做)|收(?!费))`,
    ],
    unless: [
      `(?:会员|家长|客人|游客|顾客)带着?(?:孩子|小孩|娃)[^。]{0,8}${CHILD}周?岁(?:以上|起)?`,
      `(?:不|不得|不准|不会|不能|严禁|禁止|杜绝|拒绝|谢绝|绝不)…(?:童工|${PUPIL})`,
      `${CHILD}${OF_OTHERS}(?!…(?:也|都|就)?(?:能来|能干|可以(?!放|托|玩|免|坐|入)|要|行|来干|收(?!费)))`,
      `(?:满|年满)?${CHILD}${OF_THINGS}`,
      `${CHILD}岁(?:都|也|就)?(?:可以?)(?:放|托|入园|玩|坐|免|参加)[^，。,]{0,6}`,
      `${CHILD}(?:岁)?(?:-|—|~|到|至)\\d{1,2}${OF_OTHERS}`,
      `${SERVED}(?:${PUPIL}|${CHILD}[^，。,]{0,6})[^，。,]{0,4}`,
      `${PUPIL}(?:不可以?|不行|不要|不收|不招|勿扰|免谈|别来)`,
      '(?:招|收|接|找)…(?:小学生|初中生|孩子|娃娃?|高中生|中学生)…(?:家教|辅导|补课|托管|接送|学|报名|游|玩|看|保姆|阿姨|的人)|(?:家教|辅导|照顾|接送|教|带|帮|给|陪|为|送)[^，。,]{0,6}(?:小学生|初中生|孩子|小孩|娃|高中生|中学生)(?:[^。；;\\n]{0,8}岁(?:左右|大)?的?(?:一)?(?:班|组|个)?)?',
      '(?:孩子|小孩|娃娃?)们?(?:都|也)?要(?:家长|大人|父母|有人|买|交|戴|穿|坐|排)[^，。,]{0,4}',
      '(?:孩子|小孩|娃娃?)(?:都|也)?可以?(?:送|带来|带着|带过来|跟着|在|放|坐|玩|睡|吃|托)[^，。,]{0,6}',
      '(?:没有?|带|生)孩子的[^,。]{0,4}|未成年人?要(?:监护人|家长|大人)[^,。]{0,4}|(?:孩子|小孩|娃娃?)(?:都|也)?(?:来|要)(?:买|摸|逛|听|借|画|参观|报名|吃|玩|看|上学|学|睡|接|补|写|听话|换)[^，。,]{0,4}',
      '(?:不得|不能|不可以?|不收|不招|拒绝|禁止)[^，。,]{0,6}(?:不满|未满|不到)[^，。,]{0,10}',
      '(?:未|不|没)(?:年)?满1[68][^，。,]{0,4}(?:不收|不要|不招|不行|勿扰|不能)',
      '(?:高中生|中学生)(?:放假)?(?:也|都)?(?:可以?|行|要|收|能|欢迎|优先|来)[^。\\n]{0,8}(?:满|年满)(?:16|18)',
    ],
    spoken: ['warned'],
    others: true,
    certainBy: /童工|[招收找]|打工|干活|来干|能干|\d|岁|年级|学生|初[一二三中]|身份证/,
    handledBy: /幼儿|保育|家教|托管|接送|保姆|童|少年|学校|辅导|乐园|营|食堂|育儿|月嫂|课/,
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
      `(?:年龄…)?${CAP}周?岁(?:以下|以内|之内|封顶|往下|为止|内(?![部外科]))`,
      `(?:年龄|岁数|年纪)[^，。；,;\\n]{0,8}?${CAP}(?:岁)?(?:以下|以内|之内|封顶|往下|为限)`,
      `(?<![\\d.第每月日号路共约是有])${CAP}(?:以内|往下|之内|以下)(?=的?(?:[,。；;、\\s)]|$|优先|的|身体|能|人|会|有|男|女|都|均|就))`,
      `(?:年龄)?(?:在)?${AGE}周?岁?(?:-|—|–|~|到|至)${CAP}周?岁`,
      `(?<=^|[,。;:\\s])(?:1[6-9]|2\\d)(?:-|—|~|到|至)${CAP}(?=岁|[,。;\\s]|$)(?!点|号|日|元|斤|人|个)`,
      `(?<=^|[,。;:\\s])不超过(?:[三四五]十[一二三四五六七八九]?|[345]\\d)(?=岁|[,。;\\s]|$)`,
      `(?:年龄|岁数)[:：]?(?:在)?${AGE}(?:-|—|–|~|到|至)${CAP}`,
      `(?:不超过|不大于|小于|低于|不满|不高于|<|≤|不过|别超过|不要超过|最大|最多|上限|顶多)(?:年龄)?${CAP}周?岁`,
      `(?:年龄|岁数|年纪)…(?:不超过|不大于|小于|低于|别超过|不要超过|上限)${CAP}`,
      `(?:超过?|过了?|大于|满|高于)${CAP}(?:周?岁)?(?:的|以上)?(?:者|人)?{REFUSED}`,
      `(?:满|年满|须满)?${ABOVE}周?岁(?:以上|及以上|起)(?:的)?(?:{REFUSED})?`,
      `${CAP}(?:周?岁左右|来岁|多岁|出头|岁上下)`,
      '(?:\\d{2}|19\\d{2}|20\\d{2})年(?:以?后|之后)(?:出生|生)',
      '(?:限|只要|只招|要|招)?(?:80|85|90|95|00|05|八零|九零|零零|八五|九五|八〇|九〇)后(?:的)?(?:优先|为主|最好|团队|{REFUSED})?(?=的?(?:[,。；;、\\s)]|$|优先|为主|最好|男|女|都|来|{REFUSED}))',
      '(?:年轻人?|年轻力壮|年轻的|年轻点的?|年轻些的?|年纪轻的?|岁数小的?)(?:的|人|者){0,2}(?:优先|为主|最好|优选|来)|(?:{ONLY}|限|要|招|找)(?:[一二两三四五六七八九十几\\d]{1,2}个)?年轻(?:人|的|点|些)|限年轻|年轻(?:点|些)(?=[,。；;\\s)]|$|儿)|年轻(?:有活力|化|漂亮|帅气)(?:团队)?',
      '{REFUSE}(?:老人|老头|老年人|老太太|年纪大|年龄大|岁数大|上年纪|大龄|超龄|老的)(?:的|人员)?',
      '(?:年纪大|岁数大|年龄大|大龄|超龄|上年纪|上了年纪|年纪太大|老年人|老头|老人)(?:的|者|人员|了){0,3}{REFUSED}',
      '(?:年龄|岁数|年纪)(?:别|不要|不能|不得)(?:太|过)?(?:大|超)',
    ],
    unless: [
      `${ABOVE}周?岁(?:以上|及以上)的?(?:送到家|送上门|上门|优先办|免)[^,。]{0,4}`,
      `${ABOVE}周?岁(?:以上|及以上)的?[^,。]{0,4}(?:买|交|上|缴)[^,。]{0,3}(?:险|社保)`,
      '不收老人[^,。]{0,3}[钱费分][^,。]{0,2}',
      `${AGE}(?:岁)?(?:(?:-|—|–|~|到|至)${AGE})?${OF_OTHERS}`,
      '(?:年龄|岁数)(?:不限|没要求|无要求)',
      `${CAP}(?:周?岁左右|来岁|多岁|出头|岁上下)[^。]{0,12}(?:也|都|照样)(?:能|可|行|要|收|做|干|欢迎|来|很多|不少|有)[^,。]{0,4}`,
      '(?:老年|中年|儿童|青年|成人|少年)组[^，。,]{0,10}',
      `(?:不|没有|无)…(?:限|卡)…${CAP}周?岁(?:以上|以下)`,
      `${ABOVE}周?岁以上(?:的)?(?:也|都|照样)(?:可|行|要|能)`,
      `(?:含水量?|水分|海拔|工期|温度|气温|浓度|湿度|\\d%|尺寸|重量|体重|价格|误差|厚度|深度|长度|单价|坡度|路程|距离|车程|每[件箱袋筐包]|一[件箱袋筐包桶]|单件|载重|时速|人数)[^，。；,;\\n]{0,8}${CAP}(?:以下|以内|之内)`,
      `${CAP}(?:以下|以内|之内)(?=(?:公斤|斤|米|公里|度|元|人|件|分钟|天|小时|%))`,
      `${CAP}(?:以下|以内|之内|往下)(?:的)?(?:货|东西|石头|箱子|树|羊|牛|管|板|砖|料|鱼|果)`,
      `(?:照顾|陪|接待|服务|教|看|免费|学生|孩子|营员|学员|游客|顾客|客人|老人)[^，。；,;\\n]{0,8}(?:${CAP}|年纪大|岁数大|年轻人?|老年人|老人)[^，。；,;\\n]{0,8}`,
      `${CAP}(?:岁)?(?:以下|以内)(?:的)?(?:也|都)?(?:优惠|免票|半价)`,
      '(?:老人|老年人|老头|老太太)(?:不行|不用|不要)(?=了|下|自己|爬|动|搬)[^，。,]{0,4}',
    ],
    spoken: ['warned'],
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
  unless: [
    `${SERVED}(?:1[67]|十[六七])周?岁(?:以上)?`,
    '(?:未|不|没)(?:年)?满(?:1[67]|十[六七])周?岁',
    `(?:1[67]|十[六七])${OF_OTHERS}`,
  ],
});

/**
 * The posting opens work to people of 16 and 17 that 未成年工特殊保护规定 art. 3 closes to them. Where it says
 * nothing of age there is nothing to ask: whoever is under 18 is then refused when taking it.
 */
const minorForbidden: Rule = {
  id: 'age.minor_forbidden',
  level: 'ask',
  article: ARTICLES.minor,
  check: (posting, region) => {
    const height = heightAt(posting.workplace.altitudeM, region);
    const bars = minorBars({ ...posting, loadKg: singleLoadKg(posting), ...height });
    const unclear = isUnclearPlateau(height) ? (height.altitudeM ?? 0).toLocaleString('en-US') : null;
    if (bars.length === 0 && unclear === null) return [];
    const advice =
      bars.length > 0
        ? ADVICE_WITH.minorForbidden(barsText(bars, workInSource()))
        : ADVICE_WITH.unclearPlateau(unclear!);
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
