import { features, type Likeness, likeness, type Piece, pieces, unpack } from './likeness.ts';
import { BIAS, HARMLESS, PACKED, STEP } from './likeness-weights.ts';

let unpacked: Likeness | null = null;

function model(): Likeness {
  unpacked ??= { weights: unpack(PACKED, STEP), bias: BIAS };
  return unpacked;
}

/** How far a piece is on the side of the bad postings of the corpus. */
export const badness = (piece: Piece): number => likeness(model(), features(piece));

/** The text read last, in pieces, and what each of them that was asked about reads like. */
let last: { original: string; pieces: readonly Piece[]; harmless: Map<Piece, boolean> } | null = null;

/**
 * Whether what is around this place of the text read reads like honest postings: so do a few bad ones. A text that is
 * nothing but doubtful words is asked about at each of them, and read once.
 */
export function readsHarmless(original: string, at: number): boolean {
  if (last?.original !== original) last = { original, pieces: pieces(original), harmless: new Map() };
  const piece = last.pieces.findLast(({ start }) => start <= at);
  if (!piece) return false;
  let harmless = last.harmless.get(piece);
  if (harmless === undefined) {
    harmless = badness(piece) < HARMLESS;
    last.harmless.set(piece, harmless);
  }
  return harmless;
}
