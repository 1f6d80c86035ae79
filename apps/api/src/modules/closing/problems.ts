import type { ProblemTexts } from '../../platform/problem.ts';

export const closingProblems = {
  'account.phone_mismatch': { title: '手机号对不上', detail: '账号没有注销。填登录用的那个手机号，11 位。' },
  'account.still_needed': { title: '现在还不能注销', detail: '还有事没完，账号没有注销。' },
} satisfies ProblemTexts;
