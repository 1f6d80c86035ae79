import { formatYuan } from '../pay.ts';

/** Advice without figures. */
export const ADVICE = {
  trade: '选一下是什么工种，来看的人才找得到。',
  title: '写个标题，比如“卸水泥”“酒店打扫客房”。',
  work: '写一下具体干什么，一两句话就够。',
  headcount: '写一下要几个人；几个班次的，每班都写。',
  role: '写上这一样要什么人，比如瓦工、小工。',
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
  heldBackSameDay:
    '结算那里选的是今天干今天结，这句又说压着以后给，两处对不上。工资不能压着不发，试工也算干活：真是当天结的，把这句去掉。',
  inKind: '工资要给钱，不能拿东西、卡券抵。另外送的，写“工资之外另发”。',
  fines: '不能罚工人的钱。真弄坏了东西，按实际损失、有凭据，一个月最多扣工资的两成。把这句去掉。',
  piece: '按件算的，看不出一天能挣多少。写一句一般一天能做多少，或者保底多少。',
  waived:
    '工伤、社保、劳动合同这些，写了“自负”“放弃”也不算数，出了事照样要担。把这句去掉；买了什么保险可以写上。',
  confined: '不能收手机，也不能不让人走。活里真有安全要求的，写清是什么地方、什么时候。',
  unlicensed: '电焊、登高、爆破、开车这些要有证才能干。要什么证就写什么证。',
  looks:
    '除了演员、模特这类活，别写相貌、身材、身高。活里真用得上的，写清用在哪里，比如“要够得着两米高的货架”。',
  deposit: '不能向干活的人收押金、保证金，退不退都不行。去掉这一条再发。',
  fee: '招人不能向干活的人收钱，服装、培训、体检、介绍都一样。该公司出的写“公司出”。',
  documents: '不能扣身份证和别的证件。登记完当场还给本人，把这句去掉。',
  samePay: '同样的活，男女工钱要一样。活不一样的，按活写两个价。',
  sex: '不能只要男的或只要女的，也不能写哪边优先。写清活有多重、几个人抬，让人自己看干不干得了。',
  ethnic: '不能按民族挑人。活里要用藏语或汉语的，写“会藏语”“听得懂汉语”。',
  ethnicFavoured: '不能写哪个民族优先。活里要用哪种话，就写要会哪种话。',
  religion: '信不信教不能当招工条件，去掉这句。',
  household: '不能按户口、按哪个地方的人来挑。以工代赈这类要用本地人的项目，写明项目名称，工作人员会核对。',
  marriage: '结没结婚、生没生孩子不能当招工条件，去掉这句。',
  health: '不能因为残疾或带病毒就不要人；除了食品、带孩子这些法律有规定的活，不能要求查乙肝。',
  criminal: '除了保安、带孩子这些法律有规定的活，一般不能写这一条；真有必要，写明依据哪条规定。',
  age: '法律没写年龄，本平台不按年龄挑人。写清活的轻重；有规定的，写明是哪条规定。',
  child: '未满 16 岁的不能招，假期也不行。最小年龄写 16 岁或 18 岁。',
  loadWomen: '超过 25 公斤的不能让女工搬。写清哪些活轻、哪些用机器或两个人抬。',
  contact: '微信、群号、电话先别写进来，报名成了平台会把电话给双方。让人加号进群最像骗子的做法。',
  app: '别让人下载软件或点链接，报名在这里就能办完。',
  task: '刷单、垫付、充值、返利、拉人头都是违法或常见骗局，不能当岗位发。',
  online: '在手机上做任务、代理、拉注册这类，骗人的多。写清谁出钱、干什么、一天给多少，工作人员会先看。',
  accounts: '借卡借号、代收钱、代收验证码、挂名法人，都是帮人犯罪，不能当岗位发。',
  sexWork: '这样的活违法，不能发。',
  body: '代孕、卖卵、卖血、卖器官都违法，不能发。',
  exam: '替考、代写、办假证都违法，不能发。',
  gambling: '赌博和给赌博拉人都违法，不能发。',
  goods: '这样的买卖或行为违法，不能发。',
  trial: '试药不是打工，要由有资格的医院经伦理审查公开招募，不在这里发。',
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
type Wage = {
  hourlyFen: number;
  monthlyFen: number;
  effectiveFrom: string;
  docNo: string;
  confirmed: boolean;
};

/** What is doubtful about a row: it is old, or its document wasn't read. */
const doubts = ({ effectiveFrom, confirmed }: Wage, old: boolean) =>
  `${old ? `${effectiveFrom.slice(0, 4)} 年的标准，请核对。` : ''}${confirmed ? '' : '这个数还没核对过原文，以当地公布的为准。'}`;

/** Advice with figures; money in fen. `old`: newer minimum wages may be in force. */
export const ADVICE_WITH = {
  belowHourly: (row: Wage, perHourFen: number, hours: number | null, old: boolean) =>
    hours === null
      ? `当地小时最低工资是 ${wage(row.hourlyFen, row.docNo)}，至少写到这个数。${doubts(row, old)}`
      : `按写的 ${round(hours)} 小时算，一小时合 ${formatYuan(perHourFen)} 元，当地小时最低工资是 ${wage(row.hourlyFen, row.docNo)}。工资加一点，或者写清中间歇多久。${doubts(row, old)}`,
  belowMonthly: (row: Wage, old: boolean) =>
    `当地月最低工资是 ${wage(row.monthlyFen, row.docNo)}，至少写到这个数。${doubts(row, old)}`,
  belowMonthlyHours: (row: Wage, hours: number, dueFen: number, old: boolean) =>
    `一个月按 ${Math.round(hours)} 小时算，比 174 小时的整月多，照当地月最低工资 ${wage(row.monthlyFen, row.docNo)} 折算至少要 ${formatYuan(dueFen)} 元。工资加一点，或者写清歇几天、一天几小时。${doubts(row, old)}`,
  payDiffers: (field: string, said: string) =>
    `文字里写的是“${said}”，工资那一栏填的是 ${field}。把不对的那处改过来，来的人才知道按哪个数算。`,
  relativeDay: (said: string) =>
    `标题过两天还有人看，到时“${said}”就不知道是哪天了。换成日子，比如“12月2日卸货”；日子在班次里选好了的，去掉就行。`,
  settlementDiffers: (settlement: 'same_day' | 'weekly', said: string) =>
    `文字里写的是“${said}”，结算那一栏选的是${settlement === 'same_day' ? '今天干今天结' : '按周结'}。工资说好哪天给就哪天给足，不能押着：真是那样结，就把结算改过来；不是，就删掉这句。`,
  settledLate: (days: number | null) =>
    `小时工最多 15 天结一次，${days === null ? '这里写得更久' : `这里写了 ${days} 天`}。改成按周结或 15 天内结。`,
  minorForbidden: (bars: string) => `${bars}，16、17 岁的不能干。最小年龄写 18 岁。`,
  unclearPlateau: (metres: string) =>
    `这里海拔约 ${metres} 米，是估的，拿不准过没过 3,000 米：过了，没在高原住惯的 16、17 岁就不能干。知道准数就填上海拔，不知道就把最小年龄写 18 岁。`,
  heavy: (kg: number) => `一件 ${round(kg)} 公斤，一个人搬容易伤着。写清用什么机器、几个人抬。`,
  shiftLong: (hours: number) => `一班 ${round(hours)} 小时太长了。分成两班，或者写清中间歇多久。`,
  validityLong: (days: number) => `有效期最多 90 天，这里有 ${days} 天。先写近的，到时候还招再延。`,
  headcount: (n: number) => `一共要 ${n} 个人，数对不对？对的话工作人员会打电话核实一下。`,
} as const;

/** One decimal at most, without a trailing zero. */
const round = (n: number) => String(Math.round(n * 10) / 10);
