import { type Case, seen } from './case.ts';

const month = { unit: 'month', settlement: 'monthly' } as const;
const eight = [['2026-11-24T09:00', '2026-11-24T17:00', 3]] as const;

/** Clean postings whose words look like what the rules hunt for. */
export const CLEAN_TRICKY: readonly Case[] = [
  seen('押金一律不收', {
    title: '客房服务员',
    tradeId: 'guesthouse',
    description: '铺床、打扫、送水。押金、服装费一律不收，工服酒店发。',
  }),
  seen('前台收客人押金', {
    title: '宾馆前台',
    tradeId: 'guesthouse',
    description: '办理入住、收退客人押金、核对身份证登记，晚上十点交班。',
  }),
  seen('免费两个字', {
    title: '帮厨',
    tradeId: 'kitchen-help',
    description: '免费吃住，免服装费，免体检费，来了就能上班。',
  }),
  seen('逗号隔开的否定', {
    title: '包装工',
    tradeId: 'packing',
    description: '不收押金，不收服装费，不收培训费，工资日结。',
  }),
  seen('空格隔开的否定', {
    title: '分拣',
    tradeId: 'order-picking',
    description: '不收押金 服装费 培训费，放心来。',
  }),
  seen('谁收钱就举报', {
    title: '摘苹果',
    tradeId: 'orchard',
    description: '摘果、装箱。本活不收取任何费用，凡收介绍费的都是骗子，请举报。',
  }),
  seen('村委会不抽钱', {
    title: '修水渠',
    tradeId: 'irrigation',
    description: '村里组织，一天一结，不抽成，不要介绍费。',
  }),
  seen('培训费由人社局出', {
    title: '育婴员跟班学习',
    tradeId: 'child-care',
    description: '跟老师傅带孩子，边学边干。培训费由人社局补贴，个人不花钱。',
  }),
  seen('证件自己保管', {
    title: '工地看夜',
    tradeId: 'security',
    description: '看材料、巡查。身份证只登记不扣押，证件自己保管好。',
  }),
  seen('身份证复印件', {
    title: '环卫工',
    tradeId: 'cleaning',
    description: '扫街。报到时交身份证复印件一张办工资卡。',
  }),
  seen('汉藏双语', {
    title: '入户登记',
    tradeId: 'clerical',
    description: '填表、拍照，汉族、藏族都行，会汉藏双语的更顺手。',
  }),
  seen('藏族服饰店', {
    title: '看店',
    tradeId: 'shop-help',
    description: '卖藏族服饰和银器，给游客介绍，不要藏族服装搭配经验也可以。',
  }),
  seen('少数民族特色村', {
    title: '节庆布置',
    tradeId: 'stalls',
    description: '在少数民族特色村寨布置会场，挂彩旗、摆桌椅。',
  }),
  seen('尊重信仰', {
    title: '朝佛路口维持秩序',
    tradeId: 'security',
    description: '引导人流，要尊重群众的宗教信仰，不问自己信教不信教。',
  }),
  seen('男女宿舍', {
    title: '工地做饭',
    tradeId: 'cooking',
    description: '给 30 个人做两顿饭。男女宿舍分开，男工人女工人都有单独的床。',
  }),
  seen('女装店', { title: '女装店收银', tradeId: 'shop-help', description: '收银、整理女装和女鞋，轻活。' }),
  seen('性别不限', {
    title: '流水线',
    tradeId: 'assembly',
    description: '坐班，看产品。',
    conditions: { text: '性别：不限；民族：不限；户籍不限；婚否不限' },
  }),
  seen('不让女工搬重', {
    title: '装卸蔬菜',
    description: '男女都要，女工只择菜，不让女工搬重筐，每筐 20 公斤由男工友抬。',
    loadKg: 20,
  }),
  seen('户口登记', {
    title: '户籍登记帮忙',
    tradeId: 'clerical',
    description: '派出所窗口帮着填户口迁移表，整理档案。',
  }),
  seen('本地外地都行', {
    title: '拉围栏',
    tradeId: 'fencing',
    description: '本地、外地都要，会打桩就行，无需本地户口。',
  }),
  seen('未婚青年联谊', {
    title: '联谊会布场',
    tradeId: 'stalls',
    description: '给县里单身青年联谊会布置会场、摆椅子。',
  }),
  seen('年龄不限', {
    title: '捡石头',
    tradeId: 'site-labour',
    description: '清理河滩，年龄不限，干得动就行，未满 16 周岁的不收。',
  }),
  seen('六十岁', {
    title: '打扫公厕',
    tradeId: 'cleaning',
    description: '早晚各一次，60 岁以下身体好的都能来。',
    conditions: { minAge: 18, maxAge: 65 },
  }),
  seen('六十岁的老人', {
    title: '陪护',
    tradeId: 'elder-care',
    description: '照看一位八十岁的老人，老伴七十五岁，自己能走。',
  }),
  seen('干了十年的师傅带', {
    title: '垒墙',
    tradeId: 'masonry',
    description: '有三十年手艺的师傅带，二十以上的活分给大工。',
  }),
  seen('照顾孩子', {
    title: '接送孩子',
    tradeId: 'child-care',
    description: '接送一个 8 岁、一个 11 岁的孩子上下学，做一顿晚饭。',
  }),
  seen('带老人', {
    title: '陪老人',
    tradeId: 'elder-care',
    description: '陪一位 70 岁以上老人去医院，推轮椅。',
  }),
  seen('拒绝童工', {
    title: '洗车',
    tradeId: 'laundry',
    description: '洗车擦车。本店严禁使用童工，来时带身份证看一下年龄，看完就还。',
  }),
  seen('电话联系不留号', {
    title: '挖树坑',
    tradeId: 'tree-planting',
    description: '每坑深 60 公分，按规格挖，报名后工长打电话通知集合。',
  }),
  seen('微信红包', {
    title: '发问卷',
    tradeId: 'clerical',
    description: '在广场请人填问卷，工钱当天微信发红包结清。',
    pay: { method: 'wechat' },
  }),
  seen('入职后进工作群', {
    title: '送外卖',
    tradeId: 'food-delivery',
    description: '中午送餐，报到后进工作群看排班，电动车店里配。',
  }),
  seen('羊群', {
    title: '放羊',
    tradeId: 'herding',
    description: '早上赶羊进羊群，晚上收圈，走丢一只要马上打电话。',
  }),
  seen('加微波炉', {
    title: '食堂帮工',
    tradeId: 'kitchen-help',
    description: '热饭、加微量盐、用微波炉加热，搬 vip 包间的餐具。',
  }),
  seen('反诈宣传', {
    title: '反诈宣传员',
    tradeId: 'clerical',
    description: '发反诈传单，给老人讲刷单、跑分、高薪骗局是怎么回事，教老人卸载可疑软件。',
  }),
  seen('公司垫付', { title: '跟车送货', description: '过路费公司先垫付，个人不用垫付。卸货搬到店里。' }),
  seen('安装监控', {
    title: '装监控',
    tradeId: 'plumbing',
    description: '帮师傅拉线、打孔、安装监控设备和收银软件。',
  }),
  seen('打包过磅', { title: '废品打包', tradeId: 'packing', description: '纸板打包过秤，码上车。' }),
  seen('面试时间面议', {
    title: '超市收货员',
    tradeId: 'warehouse',
    description: '收货、对单。排班时间面议，工资按表发。',
    pay: { ...month, amountFen: 380000 },
    at: eight,
  }),
  seen('试工有钱', {
    title: '炒菜师傅',
    tradeId: 'cooking',
    description: '试工一天，试工期工资照发，合适就留下。',
    pay: { amountFen: 30000 },
  }),
  seen('青稞酒坊', {
    title: '青稞酒灌装',
    tradeId: 'food-making',
    description: '灌装、贴标、装箱，过年前工资全部结清，从不压工资。',
  }),
  seen('老挝香蕉', {
    title: '水果批发卸货',
    description: '卸香蕉、芒果，老挝香蕉一箱 15 公斤。',
    loadKg: 15,
  }),
  seen('厨房不招传染病人', {
    title: '面点帮工',
    tradeId: 'kitchen-help',
    description: '揉面、蒸馒头。',
    conditions: { text: '有健康证，无传染病' },
  }),
  seen('苗子到了再定日子', {
    title: '栽树',
    tradeId: 'tree-planting',
    description: '坑已经挖好，苗子到了再定日子，到时候打电话。',
  }),
  seen('保安要证明', {
    title: '学校保安',
    tradeId: 'security',
    description: '校门口执勤。',
    conditions: { minAge: 18, text: '提供无犯罪记录证明' },
  }),
  seen('疫苗登记', {
    title: '卫生院帮忙登记',
    tradeId: 'clerical',
    description: '给打乙肝疫苗的群众登记排队。',
  }),
  seen('三班次一起', {
    title: '收青稞三天',
    tradeId: 'barley-harvest',
    description: '三天都要来，管三顿饭，住合作社。',
    together: true,
    at: [
      ['2026-11-24T08:00', '2026-11-24T18:00', 12],
      ['2026-11-25T08:00', '2026-11-25T18:00', 12],
      ['2026-11-26T08:00', '2026-11-26T18:00', 12],
    ],
  }),
  seen('内地工厂转发', {
    title: '天津汽车零件厂操作工',
    tradeId: 'assembly',
    description: '上下料、看机器，厂里免费培训一周，培训期间每天 150 元。',
    hoursText: '两班倒，每班 8 小时，做五休二',
    shifts: [{ startsAt: null, endsAt: null, headcount: 60 }],
    pay: { ...month, amountFen: 550000, amountMaxFen: 700000 },
    source: { name: '天津援藏前指', externalId: 'TJ-0917', url: null },
    context: { forwarded: true, regionCodes: ['12', '1201'], altitudeM: 4 },
  }),
];
