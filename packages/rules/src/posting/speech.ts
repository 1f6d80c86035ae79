import { expand } from './vocabulary.ts';

/**
 * How something is spoken of around the words that name it; then the words are no demand on who works.
 *   denied   it isn't asked for: 不收押金, 押金一律不收
 *   paid     somebody else pays: 押金由公司出, 包体检费
 *   others   others are asked, or the work is about it: 收退客人押金, 核对保证金台账, 体检中心
 *   warned   one is warned of it, or it is fought: 谨防刷单, 反诈宣传
 *   refused  it isn't done here: 不刷单, 无需垫付
 */
export type Excuse = 'denied' | 'paid' | 'others' | 'warned' | 'refused';

/** How far the words around are read, within the sentence. */
const BEFORE = 26;
const AFTER = 22;
const SENTENCE_END = /[。！!?？;；\n]/;

/** Items of an enumeration that a negation in front still covers: 不收押金、服装费和培训费. */
const LISTED = '(?:[^、/和及与或,。]{1,8}(?:、|/|和|及|与|或者?|以及)){0,5}';
/** The same by commas or spaces, where each item is itself a fee: 不收押金，服装费，培训费. */
const LISTED_FEES = '(?:\\p{Script=Han}{0,4}(?:费用?|金|钱|证件?|单|卡)[,\\s]{1,2}){0,5}';

const at = (source: string) => new RegExp(expand(source), 'u');

const DENIED_BEFORE = at(
  `(?:(?:不许|不准|不得|严禁|禁止)(?:向|跟|对|找)[^,。]{1,4}|(?:{NOT_ASKED}|不是|并非)(?:${LISTED}|${LISTED_FEES})(?:你的?|任何|个人)?|(?<!得)不(?:用|会|需|必)?(?:先|再|另)?)$`,
);
const DENIED_AFTER = at(
  '^[^,。]{0,6}(?:(?:跟|和|与)你(?:没|无)关|不(?:归|关)你)|^[^,。]{0,6}(?:这|那)(?:种|类|些|样)的?事(?:情)?(?:没有|不会|不存在|不干|不做)|^(?:[、,/和及与或]\\p{Script=Han}{1,6}){0,5}(?:费)?用?(?:{NOT_ASKED_AFTER}|(?:绝|从|都|一概|一律)?不(?:会|能|得|准|许)?(?:扣押?|抵押|押|上交|收走|代管|抵|收取?|自理|自付|自费|自备)|不存在|(?:已经?|早就?|全部)?取消)',
);
/** What is asked after all: 不收押金 服装费200, 不交押金不能上岗. */
const YET =
  /^(?:费?用?[:：]?\s?(?:[1-9]|自理|自费|自付|自备|另[算收付交]|从|先交|需|要交|由你|由个人|个人)|[^,。]{0,3}(?:不能|不让|不给|不安排|不录|不予|免谈|别来|不行|来不了|没法))/u;
const FROM_WAGES =
  /(?:工资|薪水|工钱|提成)(?:里|中)?(?:面)?(?:抵?扣|扣除|抵|还)|(?:以后|后期|月底|再|后)(?:抵?扣|还)/;

const PAID_BEFORE = at(
  `(?:{PAYER}{PAYS}[^,。]{0,8}|(?:包(?!含)|报销|补贴|代缴|代出|承担)(?:了|掉|你的?)?${LISTED})$`,
);
const PAID_AFTER = at(
  '^[^,。]{0,6}?(?:[、和及与]\\p{Script=Han}{1,6}){0,3}用?(?:(?:全部|全额|统一|都|全)?(?:由|归|算|让|是)?{PAYER}(?:自己|全额|全部)?{PAYS}|(?:全部|全额|可以?|给|凭票|都|实报|全){0,3}(?:报销|补贴|全包|公司出|包了))',
);

/** People and things that pay at the place of work, or for which one pays. */
const OTHERS =
  '订单|房客|参展商|展商|轮椅|雪具|滑雪|泳衣|游船|电动车|自行车|图书|汉服|相机|讲解器|对讲机|婚纱|礼服|雨衣|氧气瓶|物业|停车|水电|水费|电费|卫生费|摊位|市场|门票|景区|寄件|挂号|幼儿园|参观|观众|团队|旅行社|大巴|客房|顾客|读者|模特|单位|考生|客人|客户|游客|住客|租客|旅客|乘客|宾客|会员|学员|学生|家长|考生|选手|业主|住户|租户|商户|商家|摊主|车主|货主|房东|病人|患者|家属|居民|村民|群众|牧民|老乡|老人|用户|买家|供应商|投标人|施工单位|中标|参赛|新人|新娘|宝宝|储户|办事|体检(?:的)?人|受检|租车|租房|房租|房屋|租赁|出租房|设备租|场地|钥匙|房卡|车辆|餐具|餐盒|雨伞|帐篷|客房|储物柜|充电宝|单车|水桶|空桶|气瓶|煤气罐|架子|脚手架|模板|租金|彩礼|婚宴|宴席|订餐|订金|定金|酒席';
const PLACES =
  '中心|窗口|大厅|柜台|收银|收费处|收费岗|收费员|前台|医院|卫生院|服务台|售票|财务|出纳|会计|账务';
const OFFICE =
  '核对|登记|统计|整理|催收|催缴|审核|录入|开票|对账|台账|做账|记账|入账|清点|清退|退还|退付|办退|核算|计算|汇总|盘点|缴存|价目|公示|专户|专款|讲解|解答|公示|张贴|宣传|代缴';
/** The one who is asked is who wants to work. */
const WORKER =
  /入职|上岗|应聘|报名(?!费|表|点)|员工|工人|工友|本人|个人|(?<![客户主生长民众])自己|自理|自费|自付|自备|每人|新人|来的|录用|培训(?!费|班|学校|中心)|离职|辞工|做满|干满|面试|试用|报到|第一天|[你您]/;
const OTHERS_NEAR = new RegExp(`(?:${OTHERS})`);
const OFFICE_NEAR = new RegExp(
  `(?:(?:${OFFICE})[^,。]{0,8}|(?:负责|帮忙?|代|协助)[^,。]{0,4}(?:收取?|退)[^,。]{0,6}|退[^,。]{0,4})$`,
);
const PLACE_NEAR = new RegExp(`(?:${PLACES})[^,。]{0,8}$`);
const OFFICE_AFTER = new RegExp(
  `^(?:单据?|条|票|收据|发票|台账|明细|专户|账户|账目|收取|登记|窗口|处|岗|员|工作|的?(?:${OFFICE})|[^,。]{0,4}(?:${OFFICE}))`,
);

/** Words that one warns with; what is listed behind them is warned of too: 远离刷单、跑分. */
const WARNED_BEFORE =
  /(?:谨防|警惕|遇到|碰到|如有人?|若有人?|谁(?:要|让|叫|向|收|找)是?|有人(?:向你|让你|找你|以|发|贴)|(?:有人|学员|顾客|群众|司机|来的人|客人)[^,。]{0,3}问[^,。]{0,9}|黄牛[^,。]{0,4}|碰[到见]|查[到获出]|骗子[^,。]{0,4}|发现|冒充|假冒|名义|自称|小心|当心|防范|防止|预防|反(?!正|复|馈|应)|打击|清理|下架|删除|屏蔽|举报|反映|投诉|维权|追讨|来访[^,。]{0,4}|被骗|受骗|报案|解救|识破|识别|揭露|曝光|整治|查处|抵制|远离|杜绝|切勿|勿信|别信|凡是?|什么是|讲解?|宣传|劝阻|展板|横幅|标语|警示|海报|提醒[^,。]{0,4}(?:别|不要))(?:[^、,。]{1,8}[、和及与或,]){0,4}[^,。]{0,6}$|(?:被骗|受骗|报案)[^。]{0,14}$|(?:看[见到]|遇[见到])(?:有人)?(?:写|贴|挂)(?:着|有)?[“"']?[^,。]{0,4}$/;
/** Words that say no to what stands right behind: 不刷单, 没有任何垫付, 严禁参与赌博. */
const REFUSED_BEFORE =
  /(?:拒绝|严禁|禁止|不得|不准|不许|不搞|不做|不碰|不干|不允许|不存在|没有|无需|无须|不用|不需要?|不会|不让|不是|绝不|别|不要|不能|(?<!得)不|无)(?:再|去|给|你|大家|员工|工人|个人|任何人?|先|参与|从事|进行|接触|涉及|搞|做|碰|自己|所谓|什么|让你|叫你|以|求|要求|找|使){0,3}(?:[^、,。]{1,6}[、和及与或]){0,4}$/;
const WARNED_AFTER =
  /^(?:的|了)?[^,。]{0,6}(?:就|直接|马上|立刻)(?:挂(?:掉|断)?|报警|拉黑|举报|不接|赶走)(?=[,。了]|$)|^(?:(?:、|和|及)[^,。]{1,10}){1,4}的?(?:套路|骗局|陷阱|骗术|手法|诈骗)|^[^。]{0,10}(?:都|千万|一律)(?:不要|别)(?:借|租|卖|信|给|做|碰)|^[^。]{0,18}(?:一律(?:答复|回答|说|回)?不|(?:,|的)不理|(?:告诉|喊|叫|报给?|交给)(?:保安|安检|大堂|站长|警|主管|经理|老师|管委会|海关))|^[^,。]{0,5}小?广告|^[^,。]{0,4}由(?:海关|公安|派出所|执法)|^[^。]{0,4},?(?:平台|公司|店里)(?:不许|禁止|不让)|^[^。]{0,8}(?:是骗|是假的?|的?(?:都)?别(?:交|信|理|给|去)|的?(?:请)?打(?:电话(?:举报|投诉|反映|给我们|来)|\s?1\d{2,4}|举报)|取消|已经?取消|别信|报警|骗局|骗子|骗人的|诈骗|都?是?违法|犯罪|的?危害|陷阱|套路|圈套|(?:一律|一概)?拒收|封号|别信|勿信|被(?:处罚|封|查|抓|罚|骗)|处罚|黑名单|案(?:卷|件|子)|立案|窝(?:点|里)|(?:扣下|撕掉|撕了|没收|上报|报警|制止|驱离|清除|交(?:给|由)?(?:考务|派出所|民警|老师|监考|执法))|的事(?:情)?(?:我们|这里|店里)?(?:不做|不干|不接|没有)|(?:这|那)(?:种|类)的?事(?:不要|别|不能|没有|不做|不会)|(?:请|可|要|就|打电话)(?:举报|投诉)|宣传|是怎么回事|等?(?:类型|手法|案例|知识|电信))/;

/** Who is served: said of them anywhere in a sentence that names nobody who works, it is theirs. */
const SERVED =
  /顾客|客人|客户|游客|住客|租客|旅客|乘客|房客|学员|学生|家长|考生|选手|业主|住户|租户|商户|摊主|车主|货主|病人|患者|家属|居民|村民|群众|牧民|读者|观众|用户|买家|储户|竞买人|投标人|供应商|新人(?![先要须入])/;

/** Where the money goes or who settles it, besides the one who works: 报名费归组委会, 押金是前台跟客人算. */
const SETTLED_BY = new RegExp(
  `^[^,。]{0,2}(?:归|问|找)(?:车主|货主|组委会|主办|财务|前台|公司|老板|会务|市场办|${PLACES})|^(?:是|由)?[^,。]{0,4}(?:跟|和|与)(?:${OTHERS})`,
);

type Around = { before: string; words: string; after: string };

const excuses: Readonly<Record<Excuse, (around: Around) => boolean>> = {
  denied: ({ before, after }) => (DENIED_BEFORE.test(before) || DENIED_AFTER.test(after)) && !YET.test(after),
  paid: ({ before, after }) =>
    (PAID_BEFORE.test(before) || PAID_AFTER.test(after)) && !FROM_WAGES.test(after) && !YET.test(after),
  others: ({ before, words, after }) => {
    const clause = before.slice(before.lastIndexOf(',') + 1);
    if (!WORKER.test(clause) && SETTLED_BY.test(after)) return true;
    const sentence = `${before} ${after}`;
    if (SERVED.test(sentence) && !WORKER.test(sentence) && !WORKER.test(words)) return true;
    if (!WORKER.test(clause.slice(-10)) && new RegExp(`^[^,。]{0,2}(?:由|归|让)?(?:${OTHERS})`).test(after))
      return true;
    if (WORKER.test(clause.slice(-10)) || WORKER.test(after.slice(0, 6).split(',')[0]!)) return false;
    const wide = /^(?:收|退|代收)/.test(words) ? before : clause;
    if (
      OTHERS_NEAR.test(wide) ||
      OTHERS_NEAR.test(after.slice(0, 9).split(',')[0]!) ||
      OFFICE_NEAR.test(clause)
    )
      return true;
    return !/^(?:先|交|缴|付|扣)/.test(words) && (PLACE_NEAR.test(wide) || OFFICE_AFTER.test(after));
  },
  warned: ({ before, after }) => WARNED_BEFORE.test(before) || WARNED_AFTER.test(after),
  refused: ({ before }) => REFUSED_BEFORE.test(before),
};

function around(text: string, start: number, end: number): Around {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const after = text.slice(end, end + AFTER);
  return {
    words: text.slice(start, end),
    before: before.split(SENTENCE_END).at(-1) ?? '',
    after: after.split(SENTENCE_END)[0] ?? '',
  };
}

/** Whether the sentence around the words names anybody who works or is to. */
export function namesWorker(text: string, start: number, end: number): boolean {
  const { before, words, after } = around(text, start, end);
  return [before, words, after].some((part) => WORKER.test(part));
}

/** Whether the words from `start` to before `end` are spoken of in one of these ways. */
export function spokenOf(text: string, start: number, end: number, ways: readonly Excuse[]): boolean {
  if (ways.length === 0) return false;
  const words = around(text, start, end);
  return ways.some((way) => excuses[way](words));
}

/** Says no, warns or gives it to somebody else, however loosely, in the same clause. */
const LOOSE_BEFORE = /(?:不|没|无|免|别|勿|拒|禁|严|防|反|骗|宣传|举报|检查|讲)[^,。]{0,8}$/;
const LOOSE_AFTER = at('^[^,。]{0,8}(?:骗|举报|违法|禁|{PAYER}{PAYS}|{NOT_ASKED_AFTER})');
const LOOSE_OTHERS = new RegExp(`(?:${OTHERS}|${PLACES}|${OFFICE}|孩子|小朋友|儿童)`);

/**
 * Whether the words may be spoken of in such a way after all, though `spokenOf` doesn't know it for certain; with
 * `others`, a mention of people who aren't to do the work is enough.
 */
export function doubtful(text: string, start: number, end: number, others: boolean): boolean {
  const { before, words, after } = around(text, start, end);
  if (YET.test(after)) return false;
  if (LOOSE_BEFORE.test(before) || LOOSE_AFTER.test(after)) return true;
  if (!others || WORKER.test(words)) return false;
  const clause = before.slice(before.lastIndexOf(',') + 1);
  const near = before.slice(-12) + words + after.slice(0, 8);
  if (!WORKER.test(near) && !/岁|[招收]/.test(near) && LOOSE_OTHERS.test(text)) return true;
  return LOOSE_OTHERS.test(clause) || LOOSE_OTHERS.test(after.slice(0, 10).split(',')[0]!);
}
