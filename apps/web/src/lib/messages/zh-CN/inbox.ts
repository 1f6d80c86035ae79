/** Notices: what happened to one's gigs and alerts. */
export const inbox = {
  title: '消息',
  waiting: (count: number) => `${count} 条没看`,
  allRead: '都看过了',
  unread: '没看',
  readAll: '都标成看过',
  fresh: (count: number) => `${count} 条新消息`,
  alerts: '我的提醒',
  settings: '怎么通知我',
  left: (name: string) => `退的是${name}。`,
  older: '往前看',
  newest: '回到最新的',
  empty: {
    title: '还没有消息',
    rest: '找活的时候点一下“有这样的新活告诉我”，有了就写在这里。报的活、发的活有变化，也写在这里。',
    go: '去找活',
  },
};
