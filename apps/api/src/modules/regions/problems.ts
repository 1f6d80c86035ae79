import type { ProblemTexts } from '../../platform/problem.ts';

export const regionProblems = {
  'region.not_found': { title: '没有这个地方', detail: '请在列表里重新选一下地区。' },
} satisfies ProblemTexts;
