import { ADVICE, ARTICLES } from '../messages/zh-CN.ts';
import { phraseCheck } from './phrases.ts';
import type { WordRule } from './rule.ts';

/** Items of an enumeration that a negation in front still covers: 不收押金、服装费和培训费. */
const LISTED = '(?:[^、/和及与或，。；！？,;!?\\n]{1,8}(?:、|/|和|及|与|或者?|以及)){0,6}';
/** The same by commas or spaces, where each item is itself a fee: 不收押金，服装费，培训费. */
const LISTED_FEES = '(?:[\\p{Script=Han}]{0,4}(?:费用?|金|钱|证件?)[，,\\s]{1,2}){0,6}';
/** What follows when the fee is asked after all: 不收押金 服装费200. */
const NOT_BUT =
  '(?!用?[:：]?\\s?(?:[1-9]|自理|自费|自付|自备|另|从|先交|需|要交|由你|由个人|的?(?:不能|不让|不给|不安排|不录)))';

const denied = (fee: string) => [
  `{NOT_ASKED}(?:${LISTED}|${LISTED_FEES})(?:${fee})${NOT_BUT}`,
  `(?:${fee})(?:[、，,/和及与或]\\p{Script=Han}{1,6}){0,5}用?{NOT_ASKED_AFTER}`,
];
const paidByOthers = (fee: string) => [
  `(?:${fee})(?:[、和及与或]*(?:${fee}))*用?(?:全部|全额|统一|都|全)?(?:由|归|算|让|是)?{PAYER}{PAYS}`,
  `{PAYER}{PAYS}[^，。；！？,;\\n]{0,8}?(?:${fee})`,
  `(?:包|报销|补贴|承担|代缴|免)(?:了|掉|你的?)?${LISTED}(?:${fee})${NOT_BUT}`,
  `(?:${fee})用?(?:全部|全额|可|可以|给|凭票|都|实报)*(?:报销|补贴|全包)`,
];

const DEPOSIT = '(?:抵)?押金|保证金|风险金|诚意金|入职金';
const deposit: WordRule = {
  id: 'fees.deposit',
  level: 'block',
  article: ARTICLES.noMoneyFromWorkers,
  check: phraseCheck(
    {
      any: [
        `(?:先?(?:交|缴|付|收))?(?:${DEPOSIT})`,
        '押\\d+(?:元|块)',
        '(?:先|须|要|需)(?:交|缴|付)…\\d+(?:元|块)…(?:退|返还)',
      ],
      unless: [
        ...denied(DEPOSIT),
        ...paidByOthers(DEPOSIT),
        '(?:租车|租房|房租|房屋|租赁|设备|场地|钥匙|房卡|车辆|餐具|雨伞|帐篷|客房|顾客|客人|游客|住客|租客|客户|储物柜)…押金',
        '(?:收|退|办理?|登记|核对)…押金条?…(?:台账|登记|手续)',
        '(?:农民工|民工|工人)?工资…保证金',
        '(?:履约|投标|竞标|质量|工程|安全生产|土地复垦|环保|环境治理)…保证金',
        '保证金(?:额|已|专户|账户|监管)',
      ],
    },
    ADVICE.deposit,
  ),
};

const FEE =
  '(?:服装|工装|工服|工衣|制服|岗前培训|培训|入职体检|体检|报名|中介|职介|介绍|面试|入职|建档|办卡|押证|工牌|工位|信息|内推|劳务管理)费';
const charged: WordRule = {
  id: 'fees.charged',
  level: 'block',
  article: ARTICLES.noMoneyFromWorkers,
  check: phraseCheck(
    {
      any: [
        FEE,
        '(?:交|缴|扣|收取|自付)…(?:管理|服务|手续|资料|档案|会员|住宿押|办证)费',
        '体检…(?:自费|自理|自付|自己(?:出|掏|付|花钱))',
        '自费(?:体检|买?工服|买?工装|买?服装|培训)',
        '(?:服装|工装|工服|工衣|制服)…(?:自费|自购|自己(?:买|出钱|掏)|从工资…扣)',
        '(?:抽|提)(?:成|头|走)?…(?:介绍|中介|带工|人头)(?:费|钱)',
        '(?:交|缴|付)(?:纳)?\\d+(?:元|块)?…(?:上岗|入职|办卡|报名|登记|审核)',
      ],
      unless: [
        ...denied(FEE),
        ...paidByOthers(FEE),
        '(?:学员|学生|家长|客户|顾客|游客|选手|参赛者|乘客|业主|商户)…费',
        '体检…(?:不|无需|不用)自(?:费|理|付)',
        '(?:骗|诈骗|谨防|警惕|举报|投诉)[^。！\\n]{0,16}费',
        '费[^。！\\n]{0,10}(?:请举报|是骗|骗子|骗人|别信|打电话投诉)',
      ],
    },
    ADVICE.fee,
  ),
};

const PAPER = '(?:身份证|证件|户口本|户口簿|银行卡|工资卡|毕业证|驾驶证|驾照|资格证|健康证)';
const documents: WordRule = {
  id: 'fees.documents',
  level: 'block',
  article: ARTICLES.noHeldDocuments,
  check: phraseCheck(
    {
      any: [
        `(?:扣押|扣留|抵押|暂扣|暂押|代管|收走|没收|扣|押)(?:你的|本人|员工|工人|个|一下)?${PAPER}`,
        `${PAPER}(?:原件)?…(?:扣押|扣留|抵押|质押|押在|押给|押着|押到|押下|代管|保管|扣下|扣着|收走|暂扣|暂存|上交)`,
        `${PAPER}(?:原件)?…交(?:给|由|到|在)?(?:老板|公司|领班|工头|带班|经理|我们|合作社|项目部|店里|人事)`,
        '(?:扣|押)证(?!明|据|券)',
      ],
      unless: [
        `(?:不|不会|不得|绝不|从不|严禁|禁止|无需|不用|没有|拒绝|谁都不能)(?:扣押|扣留|抵押|暂扣|代管|收走|没收|扣|押)(?:任何人?|你的|大家的?|工人的?|员工)?${PAPER}`,
        `(?:不|无需|无须|不用|不会|不得|不要|严禁|禁止|绝不)…${PAPER}(?:原件)?…(?:扣押|扣留|抵押|质押|押|代管|保管|扣|收走|暂扣|上交)`,
        `${PAPER}(?:原件)?…(?:自己|自行|本人|各自|妥善)…保管`,
        `${PAPER}(?:原件)?…(?:不|不会|无需|不用|绝不)(?:抵押|扣押|押|扣|上交|收走)`,
        `${PAPER}复印件[^，。；\\n]{0,12}`,
        `${PAPER}…(?:照片|拍照|登记)…(?:上交|交给?…)`,
        '(?:客人|顾客|游客|住客|旅客)…(?:证件|身份证)…(?:保管|登记|代管|暂存)',
      ],
    },
    ADVICE.documents,
  ),
};

export const FEE_RULES: readonly WordRule[] = [deposit, charged, documents];
