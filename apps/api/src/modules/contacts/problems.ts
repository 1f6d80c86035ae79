import { STATION } from '../../messages/station.ts';
import type { ProblemTexts } from '../../platform/problem.ts';

export const contactProblems = {
  'contact.no_reason': {
    title: '现在看不到电话',
    detail: `定下以后才看得到电话；退了、没选上、取消了的，或者活干完很久的，就看不到了。有事找${STATION}。`,
  },
  'contact.no_name': {
    title: '先写上名字',
    detail: '写上名字再看电话，对方才知道是谁打来的。在“我”里写，写完回来再点一次。',
  },
  'contact.none': { title: '没留电话', detail: `对方没留电话，到了地方找人，或者问${STATION}。` },
} satisfies ProblemTexts;
