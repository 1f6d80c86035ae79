import { day, days, type GigPlan, perDay, whole } from './plan.ts';

export const ROAD_GIGS: GigPlan[] = [
  {
    key: 'road-ruyi', employer: 'ruyi-project', trade: 'road-upkeep', title: '如意村通村路清边沟、培路肩',
    text: '以工代赈项目，优先要本乡的人。清边沟里的泥和石头，路肩塌了的地方填土夯实，一天大概做 300 米。早上 8 点 40 在村委会门口点名，迟了车就走了。铁锹、手套、反光背心我们发，水壶自己带。中午在工地吃，有清真灶。',
    at: { region: '540302208204', landmark: '如意村村委会门口集合', altitudeM: 3560 },
    shifts: days(1, 1, '09:00-18:00', 20), pay: perDay(220, 'same_day', 'wechat', '雨雪停工当天按半天算'),
    with: ['meals', 'transport', 'tools'], without: ['lodging'], loadKg: 20, hazards: ['traffic'], taken: 13,
  },
  {
    key: 'road-ruyi-wall', employer: 'ruyi-project', trade: 'stonework', title: '桑恩村路边砌挡墙，要会砌石头的',
    text: '挡墙一共 46 米，高一米二，浆砌片石。要三年以上手艺，自己会挂线找平。小工我们另配，你只管砌。干完一段量一段，每天收工前记数，当天转账。做得好后面还有两个村的活。',
    at: { region: '540302208209', landmark: '桑恩村小学往上 600 米', altitudeM: 3680 },
    shifts: days(1, 6, '09:00-18:30', 6), together: true, pay: perDay(380, 'same_day', 'wechat'),
    with: ['meals', 'lodging', 'tools'], loadKg: 35, hazards: ['traffic'], mode: 'choose', taken: 2,
  },
  {
    key: 'road-karuo-snow', employer: 'karuo-road', trade: 'road-upkeep', title: '妥坝方向撒防滑料、铲冰',
    text: '天一冷垭口背阴面结冰，每天清早先铲一遍，车多的时候再撒一遍砂。两个人一组，前后都有引导车挡着。穿厚底鞋，墨镜一定要带，雪地晃眼。',
    at: { region: '540302202', landmark: '养护道班院内', altitudeM: 4200 },
    shifts: days(1, 5, '08:00-13:00', 8), pay: perDay(200, 'weekly', 'bank'),
    with: ['meals', 'transport', 'tools'], loadKg: 15, hazards: ['traffic'], months: [10, 11, 12, 1, 2, 3, 4],
  },
  {
    key: 'road-karuo-slide', employer: 'karuo-road', trade: 'road-upkeep', title: '拉多乡沟口塌方，人工清石头',
    text: '机械进去前要先把路面上的碎石清开，让出一条道。安全员在坡上看着，吹哨就往回撤，不听哨子的当天就请回去。大石头不用搬，等挖机。',
    at: { region: '540302203', landmark: '乡政府往里 3 公里沟口', altitudeM: 3350 },
    shifts: day(1, '08:30-18:00', 15), pay: perDay(240, 'same_day', 'cash'),
    with: ['meals', 'transport', 'tools'], loadKg: 25, hazards: ['traffic'], taken: 'nearly',
  },
  {
    key: 'road-bangda-guard', employer: 'bangda-road', trade: 'road-upkeep', title: '214 国道护栏、标志牌擦洗扶正',
    text: '从道班往怒江方向，三天擦完 40 公里。坐皮卡走走停停，脏的擦，歪的扶正，反光膜掉了的记下桩号。活不重，就是风大，帽子围巾戴好。',
    at: { region: '540326101', landmark: '帮达道班' },
    shifts: days(2, 3, '09:30-17:30', 6), together: true, pay: perDay(210, 'on_completion', 'bank'),
    with: ['meals', 'lodging', 'transport', 'tools'], hazards: ['traffic'], taken: 3,
  },
  {
    key: 'road-bangda-flag', employer: 'bangda-road', trade: 'security', title: '施工路段举旗子放行',
    text: '半幅施工，两头各一个人，拿对讲机和红绿旗轮流放车。要听得懂普通话和藏话，司机急了会吵，好好说。站两小时换一次，有帐篷烤火。',
    at: { region: '540326101204', landmark: '同尼村路口', altitudeM: 4180 },
    shifts: days(1, 7, '09:00-19:00', 4), together: true, pay: perDay(200, 'on_completion', 'bank'),
    with: ['meals', 'lodging', 'tools'], hazards: ['traffic'],
  },
  {
    key: 'road-mangkang-drain', employer: 'mangkang-road', trade: 'road-upkeep', title: '318 国道涵管掏淤泥',
    text: '入冬前把县城到拉乌山脚的十二道涵管掏干净。用长把勺从外面掏，不用人钻进去。连鞋的雨裤我们有，码数 40 到 44。',
    at: { region: '540328100', landmark: '养护段大门' },
    shifts: days(1, 2, '09:00-18:00', 10), together: true, pay: perDay(230, 'on_completion', 'wechat'),
    with: ['meals', 'transport', 'tools'], loadKg: 20, hazards: ['traffic'],
  },
  {
    key: 'road-mangkang-paint', employer: 'mangkang-road', trade: 'painting', title: '里程碑、百米桩刷漆描字',
    text: '白底红字，字有模板，手稳就行。一个人一天能描三十来个。做过的说一声，没做过的先看师傅描两个。',
    at: { region: '540328101205', landmark: '竹卡村桥头' },
    shifts: days(3, 4, '10:00-18:00', 4), together: true, pay: perDay(190, 'on_completion', 'wechat'),
    with: ['meals', 'transport', 'tools'], hazards: ['traffic'], mode: 'choose',
  },
  {
    key: 'road-gongjue-walk', employer: 'gongjue-resettle', trade: 'concrete', title: '安置点巷道打水泥路面',
    text: '商砼车到门口，人工摊平、拉毛、盖膜。一天打一条巷子，打完收工，早完早走。来的人要有力气，也要听带班的，厚薄不匀要返工。',
    at: { region: '540322100003', landmark: '安置点东门' },
    shifts: days(2, 4, '09:00-18:00', 12), together: true, pay: perDay(260, 'on_completion', 'bank'),
    with: ['meals', 'tools'], loadKg: 30, hazards: ['machines', 'dust'],
  },
  {
    key: 'road-ruyi-bridge', employer: 'ruyi-project', trade: 'site-labour', title: '杜嘎村小桥换木板，半天',
    text: '桥板烂了十几块，旧的撬下来，新的钉上去，木匠有了，要四个人搭手抬。水很浅，桥离水一米多。',
    at: { region: '540302208201', landmark: '杜嘎村水磨旁边的小桥', altitudeM: 3420 },
    shifts: day(1, '13:30-18:30', 4), pay: whole(130, '半天一口价，做完就给'),
    with: ['tools'], loadKg: 30, taken: 'full',
  },
];
