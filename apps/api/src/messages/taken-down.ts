import { STATION, withStation } from './station.ts';

/** That it was the station, and under which rule where it named one. */
const said = (article: string | null) => `零工站撤下了这个活${article ? `（依据：${article}）` : ''}`;

/** To whose number was, or may have been, shown: whoever was behind it still has it. */
const CALLS = `看过你电话的人可能还会打来：一分钱也别给，告诉${STATION}。`;

/** To who held a gig that operators took down. `shown`: their number may have been shown; `article`: the rule that was named. */
export const takenDownSentence = (
  { article, shown }: { article: string | null; shown: boolean },
  phone: string | undefined,
): string => `${said(article)}，不用去了。${shown ? withStation(CALLS, phone) : ''}`;
