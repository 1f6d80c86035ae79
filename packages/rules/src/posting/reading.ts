import { features, type Likeness, likeness, type Piece, pieces, unpack } from './likeness.ts';
import { BIAS, HARMLESS, PACKED, STEP } from './likeness-weights.ts';

let unpacked: Likeness | null = null;

function model(): Likeness {
  unpacked ??= { weights: unpack(PACKED, STEP), bias: BIAS };
  return unpacked;
}

/** How far a piece is on the side of the bad postings of the corpus. */
export const badness = (piece: Piece): number => likeness(model(), features(piece));

/** Whether what is around this place of the text read reads like honest postings: so do a few bad ones. */
export function readsHarmless(original: string, at: number): boolean {
  const piece = pieces(original).findLast(({ start }) => start <= at);
  return piece !== undefined && badness(piece) < HARMLESS;
}
