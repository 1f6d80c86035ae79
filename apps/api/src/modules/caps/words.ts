import type { CapName } from './table.ts';

/** What is bounded, in the words of who met the bound; `n` is how many there may be. */
const WHAT: { [N in CapName as N extends `${string}_verified` ? never : N]: (n: number) => string } = {
  employers: (n) => `一个账号一天最多登记 ${n} 家用工方`,
  drafts: (n) => `一天最多新写 ${n} 条岗位`,
  drafts_held: (n) => `没发的草稿最多留 ${n} 条，这条没有存上。删掉不用的草稿，或者先把写好的发了`,
  draft_kib: (n) => `没发的草稿加起来最多 ${n} KB，这次没有存上。删掉不用的草稿，或者写短些`,
  sent_in: (n) => `一天最多发 ${n} 条岗位，草稿还在`,
  in_review: (n) => `你有 ${n} 条岗位在等审核，草稿还在。等审完一条，就能再发一条`,
  saves: (n) => `这条岗位今天存了 ${n} 次了`,
  changes: (n) => `发出去的岗位一天最多改 ${n} 次，这次没有改上，你写的还在`,
  takes: (n) => `一天最多报 ${n} 个活，这个没有报上`,
  takes_of_employer: (n) => `同一家的活一天最多报 ${n} 次，这个没有报上`,
  step_backs: (n) => `一天最多退 ${n} 次，这次没有退。去不了的话，请直接告诉用工方`,
  bookings: (n) => `手上最多留 ${n} 个没干完的活，这个没有报上。干完或者退掉一个，就能再报`,
  contacts: (n) => `一天最多看 ${n} 个新电话，看过的还在`,
  contacts_worked: (n) => `一天最多看 ${n} 个新电话，看过的还在`,
  people_called: (n) => `一天最多看 ${n} 个人的新电话，看过的还在`,
  alerts: (n) => `提醒一天最多存、改 ${n} 次，这次没有存上`,
  reports: (n) => `一天最多举报 ${n} 次，这次没有收到`,
  imports: (n) => `一天最多传 ${n} 个文件，这个没有收下`,
  push_changes: (n) => `推送今天开了 ${n} 次了`,
  number_codes: (n) => `换号码的验证码一天最多发 ${n} 次，这一条没有发`,
  renames: (n) => `名字一天最多改 ${n} 次，这次没有改上`,
  keys: (n) => `今天提交了 ${n} 次了`,
  sessions: (n) => `一个账号最多在 ${n} 处登录`,
};

/** Of what frees by itself or by hand; a day's cap has the title of all caps. */
export const HELD_TITLE = '已经到上限了';

/** The whole sentence: what the bound is, when it frees, whom to call who can't wait. */
export function capWords(
  name: CapName,
  { most, daily, phone }: { most: number; daily: boolean; phone: string | undefined },
): string {
  const what = WHAT[name.replace(/_verified$/, '') as keyof typeof WHAT](most);
  const frees = daily ? '。过了今晚 12 点就可以了' : '';
  const call = phone ? `急的话打零工站电话 ${phone}` : '急的话找本地零工站';
  return `${what}${frees}；${call}。`;
}
