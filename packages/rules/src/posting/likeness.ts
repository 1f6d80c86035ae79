import { normalText } from '@linggong/contracts/normal.ts';
import { simplified } from '@linggong/contracts/simplified.ts';

/** Weights of character sequences, by the hash of each; what they were fitted to: `corpus/train.ts`. */
export type Likeness = { weights: ArrayLike<number>; bias: number };

/** A power of two: the low bits of a hash are the place of its weight. */
export const BUCKETS = 1 << 14;
const LONGEST_GRAM = 4;
const LONGEST_PIECE = 40;

const SENTENCE = /[^。！？!?；;\n]+/g;
const CLAUSE = /[^，,、]+[，,、]*/g;
/** Spaces and marks that stand in a word only to hide it; what is left are letters, figures and pictures. */
const MARKS = /[^\p{L}\p{N}\p{M}\p{So}]+/gu;

/** A text in pieces about as long as a thought: sentences, long ones at their commas. Exact parts of the text. */
export function pieces(text: string): string[] {
  const found: string[] = [];
  for (const [sentence] of text.matchAll(SENTENCE)) {
    let piece = '';
    for (const [clause] of sentence.matchAll(CLAUSE)) {
      if (piece !== '' && piece.length + clause.length > LONGEST_PIECE) {
        found.push(piece);
        piece = '';
      }
      piece += clause;
    }
    if (piece !== '') found.push(piece);
  }
  return found;
}

/** One form for all ways to write it; amounts differ too much to mean anything, so every figure is `0`. */
const plain = (piece: string) => simplified(normalText(piece)).replace(MARKS, '').replace(/\d/g, '0');

/** The places of all sequences of 1 to 4 characters of a piece, each once. */
export function features(piece: string): number[] {
  const text = `^${plain(piece)}$`;
  const places = new Set<number>();
  for (let from = 0; from < text.length; from++) {
    let hash = 0x811c9dc5;
    for (let to = from; to < Math.min(text.length, from + LONGEST_GRAM); to++) {
      hash = Math.imul(hash ^ text.charCodeAt(to), 0x01000193);
      places.add((hash ^ (hash >>> 15)) & (BUCKETS - 1));
    }
  }
  return [...places];
}

/** How far a piece is on the side of the bad ones; 0 is the border, higher is worse. */
export function likeness({ weights, bias }: Likeness, places: readonly number[]): number {
  let sum = 0;
  for (const place of places) sum += weights[place]!;
  return sum / Math.sqrt(places.length) + bias;
}
