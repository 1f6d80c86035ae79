import type { BookingState } from '@linggong/contracts/booking.ts';

/** What a worker has taken: what comes next, then the rest. */
export const my = {
  title: '我的活',
  next: '下一个活',
  today: '今天还有',
  requested: '等对方定的',
  confirmed: '定下的',
  past: '过去的',
  states: {
    requested: '已收到，等对方定',
    confirmed: '已确认',
    declined: '对方没选上',
    withdrawn: '你退了',
    cancelled: '对方取消了',
    lapsed: '没等到回话，过了时候',
  } satisfies Record<BookingState, string>,
  done: '干过了',
  running: '正在干',
  /** The days of one booking. */
  days: (count: number) => `一共 ${count} 天`,
  dayAt: { done: '干过了', now: '正在干', ahead: '' },
  earlier: (count: number) => `干过的 ${count} 天`,
  noTimes: '时间和对方商量',
  changed: '对方改过这个活，再看一眼',
  call: '打电话',
  noPhone: '对方没留电话，到了地方找人。',
  toCalendar: '加到日历',
  bring: '到了报这个号',
  see: '看岗位',
  withdraw: '不去了，退掉',
  withdrawAsk: '退了名额就给别人，要再去得重新抢。真的要退？',
  withdrawYes: '退掉',
  withdrawn: '退掉了，名额已经放出去。',
  unsent: '没发出去',
  empty: {
    title: '你还没报过活',
    rest: '看中哪个点进去，按“我要去”，这里就会有一张票根。',
    go: '去找活',
  },
  /** A stub of its own, just torn off or looked at again. */
  stub: {
    title: '票根',
    confirmed: '定下了，名额是你的',
    requested: '报上了，等对方定',
    confirmedRest: '到时候报岗位号。去不了早点在“我的活”里退，名额好给别人。',
    requestedRest: '还没算定下，名额没给你留。对方一定，“消息”里就告诉你。',
    toMy: '看我的活',
    toFeed: '再找别的活',
  },
};
