import type { PayUnit } from '@linggong/contracts/pay-unit.ts';
import type { Included, Settlement } from '@linggong/contracts/posting.ts';

const PAID_BY = {
  hour: '按小时算钱',
  day: '按天算钱',
  piece: '按件、按车、按亩算钱',
  whole: '按整个活算钱',
  month: '按月算钱',
} satisfies Record<PayUnit, string>;

/** What an alert asks for, in words. */
export const alertWords = {
  join: (parts: readonly string[]) => parts.join(' · '),
  everything: '所有的活',
  /** Of many, the first ones and how many there are. */
  trades: (names: readonly string[]) =>
    names.length > 3 ? `${names.slice(0, 3).join('、')}等 ${names.length} 种活` : names.join('、'),
  hours: (from: string, to: string, nextDay: boolean) => `${from}–${nextDay ? '次日 ' : ''}${to}`,
  dayPay: (yuan: string) => `日薪 ${yuan} 元起`,
  pay: (unit: PayUnit, yuan: string | null) => (yuan ? `${PAID_BY[unit]}，${yuan} 元起` : PAID_BY[unit]),
  settlements: (ways: readonly Settlement[]) => ways.map((way) => alertWords.settlement[way]).join('或'),
  settlement: {
    same_day: '当天结',
    within_days: '几天内结',
    weekly: '一周一结',
    monthly: '一月一结',
    on_completion: '干完结清',
  } satisfies Record<Settlement, string>,
  needs: (needs: readonly (keyof Included)[]) => needs.map((need) => alertWords.included[need]).join('、'),
  included: { meals: '管饭', lodging: '管住', transport: '接送', tools: '给工具' } satisfies Record<
    keyof Included,
    string
  >,
  within: (km: number) => `附近 ${km} 公里内`,
  search: (query: string) => `“${query}”`,
};

/** A gig that an alert asks for, in one line and a second one. */
export const matchWords = {
  payUnknown: '工钱没写',
  title: (pay: string, what: string, where: string, when: string) =>
    [`${pay} ${what}`, where, when].filter(Boolean).join(' · '),
  fromDay: (day: string) => `${day}起`,
  noDays: '时间见说明',
  askSender: '转发的，打电话问',
  people: (count: number) => `要 ${count} 人`,
  body: (parts: readonly string[]) => parts.filter(Boolean).join('，'),
};
