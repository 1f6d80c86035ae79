import type { ProblemTexts } from '../../platform/problem.ts';

export const eventProblems = {
  'events.window_passed': { title: '离开太久了', detail: '中间的消息太多，请刷新页面看最新的。' },
} satisfies ProblemTexts;
