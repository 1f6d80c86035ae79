import type { Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { SECOND_LOOK_ADVICE, SECOND_LOOK_ARTICLE } from '../messages/second-look.ts';
import { type Piece, pieces } from './likeness.ts';
import { THRESHOLD } from './likeness-weights.ts';
import { badness } from './reading.ts';
import { textFields } from './text.ts';

export const SECOND_LOOK = 'wording.doubtful';

/** Fewer characters say too little: 搬, 早班. */
const SHORTEST = 3;
const isDoubtful = (piece: Piece) => piece.original.trim().length >= SHORTEST && badness(piece) > THRESHOLD;

/**
 * A second pair of eyes for a posting that no rule flagged: the pieces of its texts that read more like the bad
 * postings of the corpus than the threshold allows. It knows likeness, not law, and so it only ever asks.
 */
export function secondLook(posting: Posting): Flag[] {
  return textFields(posting).flatMap(({ field, text }): Flag[] => {
    const words = pieces(text)
      .filter(isDoubtful)
      .map(({ original }) => original.trim());
    if (words.length === 0) return [];
    return [
      {
        rule: SECOND_LOOK,
        level: 'ask',
        article: SECOND_LOOK_ARTICLE,
        field,
        words,
        advice: SECOND_LOOK_ADVICE,
      },
    ];
  });
}
