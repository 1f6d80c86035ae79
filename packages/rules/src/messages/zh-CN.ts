import { formatYuan } from '../pay.ts';

/** Articles as they are cited to people. */
export const ARTICLES = {
  postingContent: '《人力资源市场暂行条例》第 24 条',
  postingFields: '人社厅发〔2025〕60号；《人力资源市场暂行条例》第 24 条',
  postingValidity: '人社厅发〔2025〕60号；《网络招聘服务管理规定》第 18 条',
  postingSource: '人社厅发〔2025〕60号',
  trueContent: '《人力资源市场暂行条例》第 24、27 条',
  bait: '人社厅发〔2025〕60号；《人力资源市场暂行条例》第 27 条',
  tellConditions: '《劳动合同法》第 8 条',
  minimumWage: '《劳动法》第 48 条；《劳动合同法》第 72 条',
  settlement: '《劳动合同法》第 72 条',
  payInTime: '《劳动法》第 50 条；《保障农民工工资支付条例》第 13 条',
  payInMoney: '《劳动法》第 50 条；《保障农民工工资支付条例》第 11 条',
  workingTime: '《劳动法》第 36、41 条',
  noMoneyFromWorkers: '《劳动合同法》第 9 条；《网络招聘服务管理规定》第 19 条',
  noHeldDocuments: '《劳动合同法》第 9、84 条',
  samePay: '《妇女权益保障法》第四十五条、《劳动法》第四十六条',
  sex: '《人力资源市场暂行条例》第 24 条；《就业促进法》第 27 条',
  ethnic: '《人力资源市场暂行条例》第 24 条；《就业促进法》第 28 条',
  religion: '《人力资源市场暂行条例》第 24 条；《劳动法》第 12 条',
  household: '《人力资源市场暂行条例》第 11 条；《就业促进法》第 31 条',
  marriage: '《就业促进法》第 27 条',
  health: '《就业促进法》第 29、30 条',
  criminal: '《就业促进法》第 3 条；人社厅发〔2025〕60号',
  age: '人社厅发〔2025〕60号',
  child: '《禁止使用童工规定》第 2 条；《劳动法》第 15 条',
  minor: '《未成年工特殊保护规定》第 3 条；《劳动法》第 64 条',
  womenLoad: '《女职工劳动保护特别规定》附录',
} as const;

/** Advice without figures. */
export const ADVICE = {
  trade: '选一下是什么工种，来看的人才找得到。',
  title: '写个标题，比如“卸水泥”“酒店打扫客房”。',
  work: '写一下具体干什么，一两句话就够。',
  headcount: '写一下要几个人；几个班次的，每班都写。',
  place: '选一下在哪儿干活，到乡镇或村。',
  pay: '写一下给多少钱。没定的先写保底数。',
  payUnit: '写一下是一小时、一天、一件、一个月还是整活的价。',
  time: '写一下几点干到几点；没有固定班次的，用一句话说清楚。',
  settlement: '写一下什么时候结工资，比如“干完当天结”。',
  settlementDays: '写一下最多几天内结。',
  validity: '写一下这条岗位到哪天有效。',
  validityPast: '有效期已经过了，改成还招人的日子。',
  source: '转发的岗位要写清从哪里来的：来源名称和那边的编号。',
  negotiable: '“面议”看不出能挣多少。写个实数或者最低数，谈高了再加。',
  baitPay: '这样的说法容易被当成骗人的。写实际能拿到的数，去掉这些词。',
  heldBack: '工资不能压着不发，干了就要按约定结；试工也算干活。',
  inKind: '工资要给钱，不能拿东西抵。',
  deposit: '不能向干活的人收押金、保证金，退不退都不行。去掉这一条再发。',
  fee: '招人不能向干活的人收钱，服装、培训、体检、介绍都一样。该公司出的写“公司出”。',
  documents: '不能扣身份证和别的证件。登记完当场还给本人，把这句去掉。',
  samePay: '同样的活，男女工钱要一样。活不一样的，按活写两个价。',
  sex: '不能只要男的或只要女的，也不能写哪边优先。写清活有多重、几个人抬，让人自己看干不干得了。',
  ethnic: '不能按民族挑人。活里要用藏语或汉语的，写“会藏语”“听得懂汉语”。',
  ethnicFavoured: '不能写哪个民族优先。活里要用哪种话，就写要会哪种话。',
  religion: '信不信教不能当招工条件，去掉这句。',
  household: '不能按户口挑人。以工代赈这类要用本地人的项目，写明项目名称，工作人员会核对。',
  marriage: '结没结婚、生没生孩子不能当招工条件，去掉这句。',
  health: '不能因为残疾或带病毒就不要人；除了食品、带孩子这些法律有规定的活，不能要求查乙肝。',
  criminal: '除了保安、带孩子这些法律有规定的活，一般不能写这一条；真有必要，写明依据哪条规定。',
  age: '活跟年龄没有直接关系的，别卡年龄。写清活的轻重，有规定的写明是哪条规定。',
  child: '未满 16 岁的不能招，假期也不行。最小年龄写 16 岁或 18 岁。',
  loadWomen: '超过 25 公斤的不能让女工搬。写清哪些活轻、哪些用机器或两个人抬。',
  contact: '微信、群号、电话先别写进来，报名成了平台会把电话给双方。让人加号进群最像骗子的做法。',
  app: '别让人下载软件或点链接，报名在这里就能办完。',
  task: '刷单、垫付、拉人头、借卡都是违法或常见骗局，不能当岗位发。',
  training: '不能借招工收学费、办贷款。真要培训的，写明免费、培训期间给多少钱。',
  abroad: '境外的活要有对外劳务合作资格，先到人社部门核对。',
  shiftReversed: '结束时间要在开始之后。过了零点的，结束那天选第二天。',
  shiftPast: '开始时间已经过了，看看日期是不是选错了。',
  householdMeasure: '家里请人法律不强制，最好也照这个来。',
  payZero: '写的是 0 元。给钱的写上实数；真不给钱的，在下面一句话说明为什么，工作人员会先看。',
  payRange: '工资的上限比下限低，看看是不是写反了。',
} as const;

/** `18 元（藏政办发〔2021〕19号）`. */
const wage = (fen: number, docNo: string) => `${formatYuan(fen)} 元（${docNo}）`;
const unconfirmed = (confirmed: boolean) => (confirmed ? '' : '这个数还没核对过原文，以当地公布的为准。');

type Wage = { hourlyFen: number; monthlyFen: number; docNo: string; confirmed: boolean };

/** Advice with figures; money in fen. */
export const ADVICE_WITH = {
  belowHourly: (row: Wage, perHourFen: number, hours: number | null) =>
    hours === null
      ? `当地小时最低工资是 ${wage(row.hourlyFen, row.docNo)}，至少写到这个数。${unconfirmed(row.confirmed)}`
      : `按写的 ${round(hours)} 小时算，一小时合 ${formatYuan(perHourFen)} 元，当地小时最低工资是 ${wage(row.hourlyFen, row.docNo)}。工资加一点，或者写清中间歇多久。${unconfirmed(row.confirmed)}`,
  belowMonthly: (row: Wage) =>
    `当地月最低工资是 ${wage(row.monthlyFen, row.docNo)}，至少写到这个数。${unconfirmed(row.confirmed)}`,
  settledLate: (days: number | null) =>
    `小时工最多 15 天结一次，${days === null ? '这里写得更久' : `这里写了 ${days} 天`}。改成按周结或 15 天内结。`,
  minorForbidden: (bars: string) => `${bars}，16、17 岁的不能干。最小年龄写 18 岁。`,
  heavy: (kg: number) => `一件 ${round(kg)} 公斤，一个人搬容易伤着。写清用什么机器、几个人抬。`,
  shiftLong: (hours: number) => `一班 ${round(hours)} 小时太长了。分成两班，或者写清中间歇多久。`,
  validityLong: (days: number) => `有效期最多 90 天，这里有 ${days} 天。先写近的，到时候还招再延。`,
  headcount: (n: number) => `一共要 ${n} 个人，数对不对？对的话工作人员会打电话核实一下。`,
} as const;

/** One decimal at most, without a trailing zero. */
const round = (n: number) => String(Math.round(n * 10) / 10);
