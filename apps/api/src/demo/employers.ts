import type { CHECKS, EMPLOYER_KINDS } from '@linggong/contracts/employer.ts';
import { creditCodeFits } from '../modules/employers/public.ts';

export interface DemoEmployer {
  key: string;
  /** A household's name is for its operators only. */
  name: string;
  kind: (typeof EMPLOYER_KINDS)[number];
  region: string;
  /** Without it the employer was never verified. More than about 180 days ago: expired. */
  verified?: { checks: (typeof CHECKS)[number][]; byOffice: string; daysAgo: number };
}

const KARUO = '卡若区零工站';
const CITY = '昌都市零工市场';
const licence = (byOffice: string, daysAgo: number): DemoEmployer['verified'] => ({
  checks: ['business_licence'],
  byOffice,
  daysAgo,
});
const visited = (byOffice: string, daysAgo: number): DemoEmployer['verified'] => ({
  checks: ['business_licence', 'site_visit'],
  byOffice,
  daysAgo,
});
const body = (byOffice: string, daysAgo: number): DemoEmployer['verified'] => ({
  checks: ['approval_document', 'authorisation'],
  byOffice,
  daysAgo,
});
const household = (byOffice: string, daysAgo: number): DemoEmployer['verified'] => ({
  checks: ['identity_card', 'site_visit'],
  byOffice,
  daysAgo,
});
const agency = (daysAgo: number): DemoEmployer['verified'] => ({
  checks: ['business_licence', 'hr_licence', 'authorisation'],
  byOffice: CITY,
  daysAgo,
});

const PUBLIC_BODIES: DemoEmployer[] = [
  {
    key: 'ruyi-project',
    name: '如意乡以工代赈项目部',
    kind: 'public_body',
    region: '540302208',
    verified: { checks: ['approval_document', 'authorisation', 'site_visit'], byOffice: KARUO, daysAgo: 12 },
  },
  {
    key: 'karuo-road',
    name: '卡若区农村公路养护队',
    kind: 'public_body',
    region: '540302',
    verified: body(KARUO, 34),
  },
  {
    key: 'bangda-road',
    name: '帮达公路养护工区',
    kind: 'public_body',
    region: '540326101',
    verified: body('八宿县零工站', 51),
  },
  {
    key: 'mangkang-road',
    name: '芒康县公路养护段',
    kind: 'public_body',
    region: '540328100',
    verified: body('芒康县零工站', 76),
  },
  {
    key: 'jiangda-forest',
    name: '江达县林草项目部',
    kind: 'public_body',
    region: '540321100',
    verified: body('江达县零工站', 20),
  },
  {
    key: 'eluo-clean',
    name: '俄洛镇环境卫生服务站',
    kind: 'public_body',
    region: '540302101',
    verified: body(KARUO, 63),
  },
  {
    key: 'luolong-farmland',
    name: '洛隆县高标准农田项目部',
    kind: 'public_body',
    region: '540329100',
    verified: body('洛隆县零工站', 9),
  },
  {
    key: 'gongjue-resettle',
    name: '贡觉县莫洛镇安置点工程项目部',
    kind: 'public_body',
    region: '540322100',
    verified: body('贡觉县零工站', 205),
  },
];

const BUSINESSES: DemoEmployer[] = [
  {
    key: 'lancang-freight',
    name: '昌都澜沧货运部',
    kind: 'business',
    region: '540302100',
    verified: visited(KARUO, 18),
  },
  {
    key: 'zhaqu-hotel',
    name: '扎曲河畔宾馆',
    kind: 'business',
    region: '540302100',
    verified: licence(KARUO, 40),
  },
  { key: 'qiangba-tea', name: '强巴甜茶馆', kind: 'business', region: '540302100' },
  {
    key: 'kangba-build',
    name: '昌都康藏建筑劳务有限公司',
    kind: 'business',
    region: '540302100',
    verified: visited(CITY, 27),
  },
  {
    key: 'zangdong-mart',
    name: '藏东惠民超市',
    kind: 'business',
    region: '540302100',
    verified: licence(KARUO, 88),
  },
  {
    key: 'karuo-materials',
    name: '卡若老张建材批发部',
    kind: 'business',
    region: '540302102',
    verified: licence(KARUO, 131),
  },
  {
    key: 'jinsha-express',
    name: '金沙快递昌都服务部',
    kind: 'business',
    region: '540302100',
    verified: licence(KARUO, 15),
  },
  {
    key: 'gesang-greenhouse',
    name: '吉塘格桑花蔬菜基地',
    kind: 'business',
    region: '540325102',
    verified: visited('察雅县零工站', 44),
  },
  {
    key: 'ranwu-inn',
    name: '然乌湖畔客栈',
    kind: 'business',
    region: '540326102',
    verified: licence('八宿县零工站', 70),
  },
  {
    key: 'yanjing-wine',
    name: '盐井葡萄酒坊',
    kind: 'business',
    region: '540328211',
    verified: visited('芒康县零工站', 22),
  },
  {
    key: 'gama-thangka',
    name: '嘎玛唐卡画坊',
    kind: 'business',
    region: '540302205',
    verified: visited(KARUO, 57),
  },
  {
    key: 'chaiwei-copper',
    name: '柴维铜器合作社',
    kind: 'business',
    region: '540302206',
    verified: licence(KARUO, 240),
  },
  {
    key: 'leiwuqi-yak',
    name: '类乌齐牦牛养殖合作社',
    kind: 'business',
    region: '540323101',
    verified: visited('类乌齐县零工站', 33),
  },
  {
    key: 'dingqing-barley',
    name: '丁青青稞种植合作社',
    kind: 'business',
    region: '540324100',
    verified: licence('丁青县零工站', 49),
  },
  {
    key: 'dameila-solar',
    name: '达美拉光伏施工队',
    kind: 'business',
    region: '540328100',
    verified: licence('芒康县零工站', 6),
  },
  { key: 'chuanwei', name: '马草坝川味小馆', kind: 'business', region: '540302100' },
  {
    key: 'zuogong-inn',
    name: '左贡东达山驿站',
    kind: 'business',
    region: '540327100',
    verified: licence('左贡县零工站', 96),
  },
  {
    key: 'eluo-brick',
    name: '俄洛空心砖厂',
    kind: 'business',
    region: '540302101',
    verified: licence(KARUO, 198),
  },
  {
    key: 'chaya-orchard',
    name: '察雅烟多果园合作社',
    kind: 'business',
    region: '540325100',
    verified: licence('察雅县零工站', 112),
  },
  { key: 'bianba-herbs', name: '边坝藏药材合作社', kind: 'business', region: '540330101' },
  {
    key: 'nima-tailor',
    name: '尼玛藏装店',
    kind: 'business',
    region: '540302100',
    verified: licence(KARUO, 59),
  },
  { key: 'zhaqu-carwash', name: '扎曲洗车行', kind: 'business', region: '540302100' },
];

const HOUSEHOLDS: DemoEmployer[] = [
  {
    key: 'house-ciren',
    name: '次仁家',
    kind: 'household',
    region: '540302208203',
    verified: household('如意乡劳务服务点', 25),
  },
  {
    key: 'house-zhuoma',
    name: '卓玛家',
    kind: 'household',
    region: '540302100010',
    verified: household(KARUO, 61),
  },
  { key: 'house-li', name: '李家', kind: 'household', region: '540302100006' },
  {
    key: 'house-baima',
    name: '白玛家',
    kind: 'household',
    region: '540302201207',
    verified: household(KARUO, 210),
  },
  {
    key: 'house-pingcuo',
    name: '平措家',
    kind: 'household',
    region: '540324208204',
    verified: household('丁青县零工站', 38),
  },
  { key: 'house-wang', name: '王家', kind: 'household', region: '540328100001' },
];

const AGENCIES: DemoEmployer[] = [
  {
    key: 'jinqiao-hr',
    name: '昌都金桥人力资源服务部',
    kind: 'agency',
    region: '540302100',
    verified: agency(30),
  },
  { key: 'yu-desk', name: '渝昌劳务协作工作站', kind: 'agency', region: '5001', verified: agency(14) },
  { key: 'jin-desk', name: '津昌劳务协作工作站', kind: 'agency', region: '1201', verified: agency(47) },
  { key: 'min-desk', name: '闽昌劳务协作工作站', kind: 'agency', region: '3501', verified: agency(190) },
];

/** Invented employers of every kind: most verified, some expired, some never. */
export const DEMO_EMPLOYERS: readonly DemoEmployer[] = [
  ...PUBLIC_BODIES,
  ...BUSINESSES,
  ...HOUSEHOLDS,
  ...AGENCIES,
];

/**
 * A made-up 统一社会信用代码 whose check character fits (GB 32100-2015). Its middle part spells that it belongs to
 * nobody.
 */
export function demoCreditCode(regionCode: string, index: number): string {
  const body = `92${regionCode.slice(0, 6).padEnd(6, '0')}DEM${String(index).padStart(6, '0')}`;
  const candidates = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((character) => body + character);
  return candidates.find(creditCodeFits)!;
}
