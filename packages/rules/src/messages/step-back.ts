import type { WhyKept } from '../booking-shifts.ts';

const SENTENCES: Record<WhyKept, string> = {
  all_begun: '已经开工了，退不了。有事直接联系用工方或零工站。',
  begun: '这一班已经开工了，退不了，后面的可以退。有事直接联系用工方或零工站。',
  together: '这个活要从头干到尾，不能只退其中几天。去不了的话，没开工的要一起退。',
  not_held: '这一班不在你报的里面，刷新看看。',
};

/** Why shifts can't be given back, to the person who holds them. */
export const keptSentence = (why: WhyKept): string => SENTENCES[why];
