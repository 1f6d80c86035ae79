import type { GigCard } from '@linggong/contracts/gig.ts';
import { datedShifts } from '@linggong/rules/dated.ts';
import { payText } from '#lib/format/money.ts';
import { wordsOf } from '#lib/words/words.ts';

const units = () => wordsOf('units');

type Told = Pick<GigCard, 'pay' | 'shifts' | 'place'>;

/**
 * A gig in one line as it is sent on and as links to it are shown elsewhere: `¥220/天 · 11月24日 周二 8:00–18:00 ·
 * 昌都市卡若区如意乡`. It is read days later: dates by their day, and no places left.
 */
export const sharedSummary = (gig: Told, now: Date): string =>
  [
    payText(gig.pay),
    datedShifts(gig.shifts, now, wordsOf('dates')) ?? units().noTimes,
    gig.place.regionNames.join(''),
  ]
    .filter(Boolean)
    .join(' · ');
