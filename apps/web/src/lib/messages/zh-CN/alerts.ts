import type { AlertPace } from '@linggong/contracts/alert.ts';

/** Saved filters that tell of new gigs. */
export const alerts = {
  title: '我的提醒',
  lead: '有新活合上哪一条，当时就写进“消息”。什么时候叫你，一条一条选。',
  paces: { at_once: '马上告诉我', digest: '一天说一次' } satisfies Record<AlertPace, string>,
  pace: '什么时候说',
  paused: '停着，有新活也不说',
  pause: '先停一停',
  resume: '接着告诉我',
  see: '看现在有的',
  remove: '不要了',
  removed: (name: string) => `“${name}”不再提醒。`,
  restore: '放回来',
  restored: '放回来了',
  until: (day: string) => `过了${day}就不再提醒`,
  ended: '日子已经过去的',
  settings: '怎么通知我：手机通知、短信、几点不打扰',
  empty: {
    title: '还没存提醒',
    rest: '找活的时候选好地方、工种和工钱，点“有这样的新活告诉我”，就存在这里。',
    go: '去找活',
  },
};
