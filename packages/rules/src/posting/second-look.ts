import type { Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { SECOND_LOOK_ADVICE, SECOND_LOOK_ARTICLE } from '../messages/second-look.ts';
import { features, type Likeness, likeness, pieces } from './likeness.ts';
import { BIAS, PACKED, SCALE, THRESHOLD } from './likeness-weights.ts';
import { textFields } from './text.ts';

export const SECOND_LOOK = 'wording.doubtful';

let unpacked: Likeness | null = null;

function model(): Likeness {
  unpacked ??= {
    weights: Int8Array.from(atob(PACKED), (byte) => byte.charCodeAt(0)),
    bias: BIAS / SCALE,
  };
  return unpacked;
}

/**
 * A second pair of eyes for a posting that no rule flagged: the worst pieces of its texts, where they read more like
 * the bad postings of the corpus than the threshold allows. It knows likeness, not law, and so it only ever asks.
 */
export function secondLook(posting: Posting): Flag[] {
  return textFields(posting).flatMap(({ field, text }) => {
    const words = pieces(text)
      .filter((piece) => {
        const places = features(piece);
        return places.length > 2 && likeness(model(), places) * SCALE > THRESHOLD;
      })
      .map((piece) => piece.trim());
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
