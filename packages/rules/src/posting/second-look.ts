import type { Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { SECOND_LOOK_ADVICE, SECOND_LOOK_ARTICLE } from '../messages/second-look.ts';
import { features, type Likeness, likeness, type Piece, pieces, unpack } from './likeness.ts';
import { BIAS, PACKED, STEP, THRESHOLD } from './likeness-weights.ts';
import { textFields } from './text.ts';

export const SECOND_LOOK = 'wording.doubtful';

let unpacked: Likeness | null = null;

function model(): Likeness {
  unpacked ??= { weights: unpack(PACKED, STEP), bias: BIAS };
  return unpacked;
}

/** Fewer characters say too little: 搬, 早班. */
const SHORTEST = 3;
const isDoubtful = (piece: Piece) =>
  piece.original.trim().length >= SHORTEST && likeness(model(), features(piece)) > THRESHOLD;

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
