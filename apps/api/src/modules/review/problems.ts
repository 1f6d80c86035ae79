import type { ProblemTexts } from '../../platform/problem.ts';

export const reviewProblems = {
  'review.taken': { title: '别的同事正在看这条', detail: '先看下一条，免得两个人重复审。' },
  'review.decided': { title: '这条刚定了', detail: '这条刚有人定了，几秒后生效。要改，先请定的人撤销。' },
  'review.too_late': {
    title: '撤不回了',
    detail: '这个决定已经生效，或者已经撤过了。刷新看看现在是什么样。',
  },
  'review.unread_flags': { title: '还有提示没看', detail: '这条有提示，看过再通过。' },
} satisfies ProblemTexts;
