import type { ProblemTexts } from '../../platform/problem.ts';

export const numberProblems = {
  'account.confirm_first': {
    title: '先确认是你',
    detail: '先用现在的手机号收一次验证码，确认是你本人，再换。确认以后 15 分钟内有效。',
  },
  'account.phone_taken': {
    title: '这个号码有账号了',
    detail: '这个手机号已经有自己的账号，没有换。用它登录就是那个账号。要换到这个号上，先在那个账号里注销。',
  },
} satisfies ProblemTexts;
