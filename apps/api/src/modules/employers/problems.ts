import { STATION } from '../../messages/station.ts';
import type { ProblemTexts } from '../../platform/problem.ts';

export const employerProblems = {
  'employer.not_found': { title: '没有这个用工方', detail: '可能已经注销，或者不归你这里管。' },
  'employer.exists': {
    title: '这家单位已经登记过',
    detail: `同一个统一社会信用代码只能登记一次。问问单位里谁登记过；不是你们登记的，找${STATION}核对。`,
  },
  'employer.suspended': { title: '这家暂停发岗位了', detail: `写好的还在。有疑问找${STATION}。` },
  'employer.not_suspended': { title: '没有暂停', detail: '这家现在没有暂停，刷新看看。' },
} satisfies ProblemTexts;
