import type { Closing } from '@linggong/contracts/account.ts';

/** Closing one's account: what it ends, what stays, what has to be done before. */
export const closing = {
  title: '注销账号',
  lead: '注销了就回不来了。当场办完，不用等。',
  blocked: '先把这些办完，才能注销',
  blocks: {
    working: '正在干，干完再来',
    open_gigs: '还在招人或等审核，先停招或撤回',
    people_coming: '有人要来干活，等干完，或者先撤回',
  } satisfies Record<Closing['blocks'][number]['kind'], string>,
  ends: '这些还没开工的活会一起退掉，对方会知道',
  number: (number: string) => `岗位号 ${number}`,
  goes: '会删掉的',
  goesList: [
    '名字、手机号、出生日期、家在哪儿',
    '消息、提醒、浏览器通知',
    '所有手机和电脑上的登录',
    '在用工方、零工站里的身份',
  ],
  stays: '会留下的',
  staysList: [
    '干过的活、审核、举报的记录，名字换成“已注销”，至少留 3 年，招聘服务的规定要求留',
    '你同意过哪一版协议，留 3 年',
  ],
  free: '手机号马上空出来，可以重新登录，从头开始。',
  phone: '填登录用的手机号，表示真的要注销',
  phoneHelp: (masked: string) => `11 位，${masked}`,
  go: '注销账号',
  keep: '不注销了',
};
