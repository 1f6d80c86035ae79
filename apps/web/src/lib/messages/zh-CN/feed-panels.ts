import type { FEED_SORTS } from '@linggong/contracts/feed.ts';

type Sort = (typeof FEED_SORTS)[number];

/** The panels of the list's filters, and what a search came to: made on the server, no script of a phone's has them. */
export const feedPanelWords = {
  near: '离我近',
  day: '哪天',
  trade: '工种',
  pay: '工钱',
  payAny: '多少都行',
  payFrom: (yuan: number) => `一天 ${yuan} 元起`,
  payShort: (yuan: number) => `${yuan} 起`,
  /** Work by the piece is compared by what a day is assured of, and left out where nothing is. */
  payTitle: '一天的工钱（按件算的看保底）',
  onlyPiece: '只看按件算的',
  more: '更多',
  moreTitle: '还要怎样的',
  onlyOpen: '只看没满的',
  places: '名额',
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
  distance: '远近',
  within: (km: number) => `${km} 公里内`,
  sort: '先看',
  sorts: {
    newest: '新发的',
    start: '先开工的',
    pay: '钱多的',
    distance: '近的',
  } satisfies Record<Sort, string>,
  /** What was searched for and why nothing came; `number`: it was a gig's number. */
  nothing: (text: string, number: string | null) =>
    number
      ? `没有 ${number.slice(0, 3)}-${number.slice(3)} 这个岗位号`
      : /[\p{L}\p{N}]/u.test(text)
        ? `没有找到“${text}”`
        : `“${text}”里没有能搜的字`,
};
