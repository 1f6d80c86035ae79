import type { FEED_SORTS } from '@linggong/contracts/feed.ts';

type Sort = (typeof FEED_SORTS)[number];

/** The list of gigs: what there is, narrowed to what one wants. */
export const feed = {
  title: '现在的零工',
  description: '昌都市各区县的零工岗位：干什么、给多少、还缺几人，随时更新。',
  /** The first line, in parts, so that the figures can be set as figures. */
  now: '现在有',
  gigs: '个活',
  today: '个今天就能干',
  comma: '，',
  none: (place: string) => `${place}现在没有这样的活`,
  place: { label: '在哪儿', everywhere: '所有地方', choose: '换地方' },
  filters: '筛选',
  day: '哪天',
  trade: '工种',
  tradeAny: '什么活都行',
  oneTrade: '只看一种',
  show: '看',
  pay: '工钱',
  payAny: '多少都行',
  payFrom: (yuan: number) => `一天 ${yuan} 元起`,
  payShort: (yuan: number) => `${yuan} 起`,
  more: '更多',
  search: '搜活、地名或岗位号',
  searchGo: '搜',
  onlyOpen: '只看没满的',
  places: '名额',
  chosen: (words: string[]) => `选了：${words.join('、')}`,
  quoted: (text: string) => `“${text}”`,
  wantedTitle: { hours: '时段', settlement: '结钱', needs: '管什么' },
  /** By key and word of the filter. */
  wanted: {
    hours: {
      '06:00-20:00': '白天',
      '06:00-13:30': '上午',
      '12:00-20:00': '下午',
      '18:00-08:00': '晚上',
    },
    settlement: { same_day: '日结', weekly: '周结' },
    needs: { meals: '管饭', lodging: '管住', transport: '接送', tools: '给工具' },
  },
  near: '离我近',
  distance: '远近',
  nearFinding: '正在找你的位置',
  nearFailed: '没拿到位置。看看手机的定位开了没有，或者上面选地方。',
  within: (km: number) => `${km} 公里内`,
  sort: '先看',
  sorts: {
    newest: '新发的',
    start: '先开工的',
    pay: '钱多的',
    distance: '近的',
  } satisfies Record<Sort, string>,
  clear: '都不限',
  alert: {
    save: '有这样的新活告诉我',
    saveAll: '有新活就告诉我，哪儿的都行',
    saving: '正在存',
    saved: '存成提醒了',
    paused: '存过，停着没说',
    see: '我的提醒',
  },
  next: '往下看',
  first: '回到最前面',
  /** What was searched for and why nothing came; `number`: it was a gig's number. */
  nothing: (text: string, number: string | null) =>
    number
      ? `没有 ${number.slice(0, 3)}-${number.slice(3)} 这个岗位号`
      : /[\p{L}\p{N}]/u.test(text)
        ? `没有找到“${text}”`
        : `“${text}”里没有能搜的字`,
  nothingRest: '写个工种、地名，或者 6 位的岗位号再搜。',
  empty: {
    title: '按这些条件没有活',
    rest: '放宽一点看看，换个地方、换一天，或者都不限。新活发出来，这一页会自己告诉你。',
  },
  takenByMe: '这个活你报上了',
};
