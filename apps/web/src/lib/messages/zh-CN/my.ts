import type { BookingState } from '@linggong/contracts/booking.ts';
import type { Day } from '#lib/my-days.ts';

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
  dayAt: {
    done: '干过了',
    now: '正在干',
    ahead: '',
    withdrawn: '你退了',
    cancelled: '对方取消了',
    declined: '对方没选上',
    lapsed: '没等到回话',
  } satisfies Record<Day['at'], string>,
  earlier: (count: number) => `干过的 ${count} 天`,
  noTimes: '时间和对方商量',
  /** The other side changed what was taken. */
  changed: {
    title: '对方改了这个活，还去不去？',
    inReview: (things: string) => `对方改了${things}，正在审核`,
    elsewhere: '对方在改这个活，正在审核。你定下的那些没变。',
    holds: '审完会问你还去不去，那以前按票上原来的算。',
    ask: '你没点以前，按票上原来的算。不去也不记你什么。',
    yes: '还去',
    no: '不去',
  },
  agreed: '好，按新的算。',
  clash: {
    title: '两个活撞到一起了',
    told: (when: string, title: string, where: string) =>
      `对方改了时间，${when} 你还有“${title}”（${where}），只去得了一个。`,
    this: '退这一个',
    other: '退另一个',
  },
  call: '打电话',
  noPhone: '对方没留电话，到了地方找人。',
  toCalendar: '加到日历',
  bring: '到了报这个号',
  see: '看岗位',
  giveBack: {
    open: '不去了，退掉',
    openDays: '有几天去不了',
    which: '哪几天去不了，勾上',
    ask: '退了名额就给别人，要再去得重新抢。',
    some: '退掉勾上的',
    all: (count: number) => `${count} 天都不去了`,
    yes: '退掉',
    none: '一天也没勾。勾上去不了的那天，再点一次。',
    together: '这几班要从头干到尾，不能只退其中一天。',
    begun: (whom: string) => `已经开工的退不了。去不了直接打电话：${whom}。`,
    station: '没留电话，找零工站',
  },
  withdrawn: '退掉了，名额已经放出去。',
  daysBack: (count: number) => `退掉了 ${count} 天，剩下的还是你的。`,
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
