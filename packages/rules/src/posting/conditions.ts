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

const at = (posting: Posting, trades: readonly string[]) =>
  posting.tradeId !== null && trades.includes(posting.tradeId);

const VIRUS = '(?:乙肝|大小三阳|大三阳|小三阳|两对半|艾滋病?|hiv)';
const viruses = phraseCheck(
  {
    any: [
      `(?:无|没有|不是|非|{REFUSE}|不得有|不能有|要?查|检查|检测|排除)?${VIRUS}(?:携带者?|病毒|患者|的){0,4}(?:{REFUSED})?`,
      '{REFUSE}(?:残疾|残障|聋哑)(?:人|人士|的)?',
      '(?:残疾|残障|聋哑)(?:人|人士|的){0,3}{REFUSED}',
      '(?:无|没有)(?:残疾|残障)',
    ],
    unless: [
      `(?:不|不会|不用|无需|不得|禁止)(?:查|检查|检测|检|限|看|问|歧视)[^，。；\\n]{0,6}${VIRUS}(?:携带者?|病毒|患者|的){0,4}`,
      `${VIRUS}(?:携带者?|病毒|的){0,4}(?:也|都|均)(?:可|行|要|不影响)`,
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
      '(?:无犯罪|政审)(?:记录)?证明',
    ],
    unless: [
      `(?:不限|不问|不查|不看|不管|无论)…${RECORD}`,
      `(?:无需|不需要?|不用|不要求)…(?:犯罪|政审)(?:记录)?(?:证明)?`,
      `${RECORD}[:：]?(?:不限|也可|都可)`,
    ],
  },
  ADVICE.criminal,
);

const criminal: WordRule = {
  id: 'discrimination.criminal',
  level: 'ask',
  article: ARTICLES.criminal,
  check: (posting) => (at(posting, RECORD_CHECKED_TRADES) ? [] : records(posting)),
};

export const CONDITION_RULES: readonly WordRule[] = [health, criminal];
