import { stationWords } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';

/**
 * To who held a gig that operators took down. `shown`: their number was, or may have been, shown; `article`: the rule that
 * was named; `phone`: the station's.
 */
export function takenDownSentence(
  { article, shown }: { article: string | null; shown: boolean },
  phone: string | undefined,
): string {
  const { said, saidBy, calls } = wordsOf('bookings').takenDown;
  const still = { calls: shown ? calls({ station: stationWords(phone) }) : '' };
  return article ? saidBy({ article, ...still }) : said(still);
}
