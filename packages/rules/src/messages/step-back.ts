import type { WhyKept } from '../booking-shifts.ts';
import type { Words } from '../words/types.ts';

/** Why shifts can't be given back, to the person who holds them. */
export const keptSentence = (why: WhyKept, { kept }: Words['take']): string => kept[why];
