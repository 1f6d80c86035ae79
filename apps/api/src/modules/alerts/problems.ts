import { ALERTS_AT_MOST } from '@linggong/contracts/alert.ts';
import type { ProblemTexts } from '../../platform/problem.ts';

export const alertProblems = {
  'alert.not_found': { title: '没有这条提醒', detail: '可能已经删了，刷新看看。' },
  'alert.too_many': {
    title: '提醒够多了',
    detail: `最多存 ${ALERTS_AT_MOST} 条提醒，这条没有存上。先删掉不用的，再回来存。`,
  },
} satisfies ProblemTexts;
