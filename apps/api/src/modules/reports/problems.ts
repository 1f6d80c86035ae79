import type { ProblemTexts } from '../../platform/problem.ts';

export const reportProblems = {
  'report.not_found': { title: '没有这条举报', detail: '刷新看看，可能不归你这里管。' },
  'report.handled': { title: '这条已经有人处理了', detail: '刷新看看处理结果，你写的还在。' },
} satisfies ProblemTexts;
