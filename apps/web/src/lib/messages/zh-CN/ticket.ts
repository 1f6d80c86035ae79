import type { Reach } from '@linggong/contracts/gig.ts';
import type { Included } from '@linggong/contracts/posting.ts';
import { settlementWords } from '@linggong/rules/messages/settlement.ts';
import type { Check } from '#lib/format/verification.ts';

/** The work ticket, wherever it is shown. */
export const ticket = {
  number: '岗位号',
  /** What the marks of places show, in their order. */
  marks: (taken: number, open: number, unit: string) => `已有 ${taken} ${unit}，还空 ${open}`,
  missingWord: '还缺',
  people: '人',
  /** Of shifts that are taken singly, all together: one person on two days are two. */
  turns: '人次',
  dayWord: '天',
  shiftWord: '班',
  eachMissing: (word: string) => `每${word}还缺`,
  someMissing: (count: number, word: string) => `还有 ${count} ${word}缺`,
  marksEach: (word: string, taken: number, open: number) => `每${word}已有 ${taken} 人，还空 ${open}`,
  openUnknown: '人数没写',
  full: '满了',
  begun: '开工了',
  closed: '停招了',
  expired: '过期了',
  settlement: settlementWords,
  included: { meals: '管饭', lodging: '管住', transport: '接送', tools: '给工具' } satisfies Record<
    keyof Included,
    string
  >,
  household: '个人家庭',
  checks: {
    business_licence: '营业执照',
    identity_card: '身份证',
    hr_licence: '人力资源许可证',
    approval_document: '批文',
    site_visit: '现场',
    authorisation: '授权书',
  } satisfies Record<Check, string>,
  checked: (what: string[]) => `${what.join('、')}已核验`,
  /** On a card: the same documents in as few characters as they have. */
  checksShort: { business_licence: '执照', hr_licence: '许可证', authorisation: '授权' } as Partial<
    Record<Check, string>
  >,
  notChecked: '还没核验过用工方',
  otherTrade: '其他零活',
  forwarded: (source: string, reach: Reach) => [
    `转自${source}`,
    reach === 'sender' ? '打电话问' : '没有核验过',
  ],
};
