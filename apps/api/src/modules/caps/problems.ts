import { STATION } from '../../messages/station.ts';
import type { ProblemTexts } from '../../platform/problem.ts';

export const capProblems = {
  'cap.reached': { title: '今天够多了', detail: `到了上限，这次没有办成，你写的还在。急的话找${STATION}。` },
} satisfies ProblemTexts;
