import type { Posting } from '@linggong/contracts/posting.ts';
import { ARTICLES } from '../messages/articles.ts';
import { ADVICE } from '../messages/zh-CN.ts';
import { phraseCheck } from './phrases.ts';
import type { WordRule } from './rule.ts';

/** Work with food or in care, where a health certificate is law (食品安全法 45, 公共场所卫生管理条例 7). */
const HEALTH_CERTIFICATE_TRADES = [
  'kitchen-help',
  'cooking',
  'dishwashing',
  'waiting',
  'food-making',
  'fresh-fish',
  'guesthouse',
  'child-care',
  'elder-care',
];
/** Work that the law closes to some convicted people (保安服务管理条例 17, 未成年人保护法 62, 出租汽车 rules). */
const RECORD_CHECKED_TRADES = ['security', 'child-care', 'car-driving'];

/** Other work with children, money or arms: who does it is checked by law there too. */
const RECORD_CHECKED = /幼儿|托管|小学|中学|学校|校车|孩子|未成年|押运|金库|网约车|出租车|安检|保安/;

const at = (posting: Posting, trades: readonly string[]) =>
  posting.tradeId !== null && trades.includes(posting.tradeId);

const VIRUS = '(?:乙肝|大小三阳|大三阳|小三阳|两对半|澳抗|表面抗原|肝炎|艾滋病?|hiv|hbv)';
const viruses = phraseCheck(
  {
    any: [
      `(?:无|没有|不是|非|{REFUSE}|不得有|不能有|要?查|检查|检测|排除|化验|验)…${VIRUS}(?:携带者?|病毒|患者|的){0,4}(?:{REFUSED})?`,
      `${VIRUS}(?:携带者?|病毒|患者|阳性|五项|的|者){0,4}(?:{REFUSED}|(?:须|必须|要|应|需)?(?:正常|合格|阴性|达标)|全?阴|(?=[,。;、)\\s]|$))`,
      '{REFUSE}(?:残疾|残障|聋哑)(?:人|人士|的)?',
      '(?:残疾|残障|聋哑)(?:人|人士|的){0,3}{REFUSED}',
      '(?:无|没有)(?:残疾|残障)|(?:缺胳膊|缺胳膊少腿|瘸腿?|跛脚?|哑巴|聋子|瞎子|身残|残疾证|腿脚不便)(?:的|者|人){0,2}{REFUSED}|{REFUSE}(?:缺胳膊|瘸|跛|哑巴|聋子|瞎子)的?',
      '(?:抑郁|精神(?:病|疾病|障碍)|心理疾病)(?:症)?(?:史|病史)?(?:的|者|患者){0,2}{REFUSED}|(?:无|没有|{REFUSE})(?:抑郁|精神(?:病|疾病))(?:症)?(?:史|病史)?(?:的|者)?',
    ],
    unless: [
      `(?:不|不会|不用|无需|不得|禁止)(?:查|检查|检测|检|限|看|问|歧视)[^，。；\\n]{0,6}${VIRUS}(?:携带者?|病毒|患者|的){0,4}`,
      `${VIRUS}(?:携带者?|病毒|的){0,4}(?:也|都|均)(?:可|行|要|不影响)`,
      `${VIRUS}(?:(?:、|和|及)\\p{Script=Han}{2,4})?(?:区|病区|病房|科|门诊|病人|患者|标本|样本|疫苗|防治|防控)[^，。,]{0,4}`,
      `(?:传染科|消毒|防护|病人|病房|科室|隔离)[^。\\n]{0,16}${VIRUS}|${VIRUS}[^。\\n]{0,10}(?:病人|患者|区|消毒|防护)`,
      '(?:开|开具|办|办理|打印|出具)[^，。,]{0,6}证明',
      `(?:打|接种|注射|登记)[^，。；\\n]{0,4}${VIRUS}(?:疫苗|宣传)?|${VIRUS}(?:疫苗|防治|宣传|检测点)`,
    ],
  },
  ADVICE.health,
);
const infections = phraseCheck({ any: ['(?:无|没有|无任何)…传染(?:病|性疾病)(?:史)?'] }, ADVICE.health);

const health: WordRule = {
  id: 'discrimination.health',
  level: 'ask',
  article: ARTICLES.health,
  check: (posting) => [
    ...viruses(posting),
    ...(at(posting, HEALTH_CERTIFICATE_TRADES) ? [] : infections(posting)),
  ],
};

const RECORD = '(?:犯罪记录|犯罪前科|违法犯罪|违法记录|案底|前科|刑事处罚|不良记录)';
const records = phraseCheck(
  {
    any: [
      `(?:无|没有|不得有|不能有|{REFUSE}|无任何)…${RECORD}`,
      `(?:有)?${RECORD}(?:的|者|人员){0,3}{REFUSED}`,
      `(?:{REFUSE})(?:刑满释放|两劳|刑释)(?:人员)?|(?:刑满释放|两劳|刑释)(?:人员|的){0,3}{REFUSED}`,
      '(?:蹲过(?:号子|大牢|监狱)?|坐过牢|进去过|劳改|吃过牢饭|进过(?:局子|监狱)|判过刑)(?:的|者|人){0,2}{REFUSED}|{REFUSE}(?:蹲过|坐过牢|劳改)[^，。,]{0,4}|犯罪记录[:：]?(?:不接受|不要|不可)',
      '(?:无犯罪|政审)(?:记录)?证明',
    ],
    unless: [
      `(?:不限|不问|不查|不看|不管|无论|有没有)…${RECORD}|${RECORD}[^，。,]{0,2}不(?:问|查|看|管)`,
      '(?:无犯罪|政审)(?:记录)?证明(?:窗口|办理|大厅)',
      '(?:开|办|来办|申请)[^，。,]{0,4}(?:无犯罪|政审)[^，。,]{0,6}的?(?:群众|居民|市民|人员)',
      `(?:无需|不需要?|不用|不要求)…(?:犯罪|政审)(?:记录)?(?:证明)?`,
      `${RECORD}[:：]?(?:不限|也可|都可)`,
    ],
  },
  ADVICE.criminal,
);

const isRecordChecked = (posting: Posting) =>
  at(posting, RECORD_CHECKED_TRADES) || RECORD_CHECKED.test(`${posting.title}${posting.description}`);

const criminal: WordRule = {
  id: 'discrimination.criminal',
  level: 'ask',
  article: ARTICLES.criminal,
  check: (posting) => (isRecordChecked(posting) ? [] : records(posting)),
};

export const CONDITION_RULES: readonly WordRule[] = [health, criminal];
