/**
 * Kinds of wrong that the corpus judges and for which a rule is to be found in `RULES`: its id, the level that law and
 * common sense give it, and where the line to honest postings runs.
 */
export const KINDS = [
  {
    id: 'discrimination.looks',
    level: 'ask',
    bad: '形象好、五官端正、身高一米六以上、身材好、颜值高、不要胖的、纹身勿扰',
    honest: '货架高 2 米、衣着整洁、着装统一、给客人拍形象照、身高尺（体检）、模特衣架',
  },
  {
    id: 'discrimination.household',
    level: 'ask',
    bad: '户籍之外，也包括整省、整地区的人：河南人不要、东北的勿扰、四川老乡优先、只要本村的',
    honest: '东北菜、河南烩面、四川工友多、本村的路、外地也要',
  },
  {
    id: 'discrimination.ethnic',
    level: 'block',
    bad: '也包括换了说法的：不要少民、只要汉人、zang 族勿扰、缠头的不要',
    honest: '民族服装、汉藏双语、民族餐、民族中学',
  },
  {
    id: 'discrimination.pay_by_sex',
    level: 'ask',
    bad: '男 280 女 220、女工少 50、小伙子一天三百姑娘两百',
    honest: '大工 300 小工 220、男女同酬、男宿舍 6 间女宿舍 2 间',
  },
  {
    id: 'pay.held_back',
    level: 'ask',
    bad: '前三天没工资、干不满一个月不结、押一个月工资、自离无薪、试岗没钱',
    honest: '试工当天也结、不押工资、每月 15 日发上月工资',
  },
  {
    id: 'pay.fines',
    level: 'ask',
    bad: '迟到一次罚 50、打碎盘子照价赔、旷工一天扣三天、请假倒扣',
    honest: '给违停车贴罚单、景区罚款由执法人员开、不罚款不扣钱、迟到先说一声',
  },
  {
    id: 'pay.in_kind',
    level: 'ask',
    bad: '工资发购物卡、用酒抵工钱、代金券结算、充到会员卡里',
    honest: '工资之外发牛肉、给顾客发代金券、过节另送青稞',
  },
  {
    id: 'pay.piece',
    level: 'ask',
    bad: '计件价，说不出一天大约多少、也没有保底（按 pay.unit = piece，文字里没有每天能做多少、保底多少）',
    honest: '0.35 元/个，保底 200 元/天；2 元/斤，一般一天 120 斤',
  },
  {
    id: 'rights.waived',
    level: 'block',
    bad: '工伤自负、出事与公司无关、自愿放弃社保、签免责协议、不签合同',
    honest: '工伤保险已买、社保照交、贵重物品自己保管、未成年人须有监护人陪同（游客）',
  },
  {
    id: 'bait.task',
    level: 'block',
    bad: '刷单、点赞返佣、垫付、先充值、做任务返利、刷好评',
    honest: '公司垫付油费、给电卡充值的柜台、反诈宣传',
  },
  {
    id: 'crime.accounts',
    level: 'block',
    bad: '跑分、出租银行卡、代取现、接码、租微信号、挂名法人、架 GOIP、代收转账抽成',
    honest: '银行大堂引导、到银行存营业款、办工资卡、快递代收点、公交卡充值点',
  },
  {
    id: 'crime.sex',
    level: 'block',
    bad: '夜场公主、陪酒、陪侍、上门按摩包出台、伴游、裸聊',
    honest: '陪护、陪诊、陪读、导游、盲人按摩店保洁、KTV 保洁',
  },
  {
    id: 'crime.body',
    level: 'block',
    bad: '代孕、捐卵、供精补偿、有偿献血、卖肾',
    honest: '无偿献血车引导、月嫂、母婴店、试管婴儿科导医',
  },
  {
    id: 'crime.exam',
    level: 'block',
    bad: '替考、枪手、代考科目一、代写论文、代打卡、代课签到',
    honest: '考场引导、监考、考场保洁、驾校陪练、家教',
  },
  {
    id: 'health.trial',
    level: 'ask',
    bad: '试药、药物临床受试者、住院试验补贴八千、一期志愿者',
    honest: '药店理货、藏药厂包装、试吃推广、医院陪护、药材分拣',
  },
] as const;
