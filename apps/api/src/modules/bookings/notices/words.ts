import { changeText } from '@linggong/rules/messages/offer.ts';
import { monthDay } from '@linggong/rules/time.ts';
import type { NoticeWords } from '../../../platform/notices/kind.ts';
import { say } from '../../../words/say.ts';
import { wordsOf } from '../../../words/words.ts';
import { partsOf, type Told } from '../../gigs/public.ts';
import { takenDownSentence } from '../taken-down-words.ts';
import type { Changed } from './changes.ts';
import type { Days, Off } from './situation.ts';

const words = () => wordsOf('bookings').notices;

/** Days of a booking, `11月30日、12月1日`. */
export function datesOf(days: NonNullable<Days>): string {
  return [
    ...new Set(days.map((day) => (day ? wordsOf('dates').monthDay(monthDay(day)) : words().undated))),
  ].join(words().daysJoin);
}

/** To who holds a request that nobody answered, of all of it or of some days. */
export const lapsedWords = (told: Told, days: Days): NoticeWords =>
  days
    ? say(words().part.lapsed, { ...partsOf(told), days: datesOf(days) })
    : say(words().lapsed, partsOf(told));

/**
 * To who holds what is off, or some days of it: by its employer's wish, by law, or as operators took it down. Then it is
 * said by whom it was and why, and who may still call.
 */
export function offWords(
  told: Told,
  { days, barred, takenDown, comes = true }: Partial<Off>,
  station: string | undefined,
) {
  const parts = partsOf(told);
  if (barred) return say(words().barred.cancelled, parts);
  const off = { ...parts, days: days ? datesOf(days) : '', comes };
  if (!takenDown) return days ? say(words().part.cancelled, off) : say(words().cancelled, parts);
  const why = takenDownSentence(takenDown, station);
  return say(days ? words().takenDown.part : words().takenDown.whole, { ...off, why });
}

/** What people wrote may end a sentence, which goes on or ends here. */
const OWN_END = /[\s。.，,；;、]+$/u;

/** What was changed, in one line. */
export const changesText = (changes: Changed['changes']): string =>
  changes.map((change) => changeText(change).replace(OWN_END, '')).join('；');

/** To who holds it. Without a change of the gig it is its operators who look at it. */
export function changedWords(told: Told, { changes, inReview, meets }: Changed): NoticeWords {
  const { waits, changed, clash, inReview: later, open } = words().changed;
  if (changes.length === 0) return say(waits, partsOf(told));
  return say(changed, {
    ...partsOf(told),
    changes: changesText(changes),
    clash: meets ? clash(meets) : '',
    next: inReview ? later : open,
  });
}

type Left = { days: Days; barred: boolean; comes: boolean };

/** To the employer's members, of who won't come, or not on some days. */
export function leftWords(told: Told, { days, barred, comes }: Left): NoticeWords {
  const parts = partsOf(told);
  if (barred) return say(words().barred.left, parts);
  return days ? say(words().part.left, { ...parts, days: datesOf(days), comes }) : say(words().left, parts);
}
