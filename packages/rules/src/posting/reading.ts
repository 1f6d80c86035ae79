import { type Likeness, likenessOfPiece, type Piece, pieces, unpack } from './likeness.ts';
import { BIAS, HARMLESS, HONEST, MOST, PACKED } from './likeness-weights.ts';

let unpacked: Likeness | null = null;

function model(): Likeness {
  unpacked ??= { weights: unpack(PACKED, MOST), bias: BIAS };
  return unpacked;
}

/** How far a piece is on the side of the bad postings of the corpus. */
export const badness = (piece: Piece): number => likenessOfPiece(model(), piece);

/** The text read last, in pieces, and what each of them that was asked about reads like. */
let last: { original: string; pieces: readonly Piece[]; badness: Map<Piece, number> } | null = null;

/**
 * Whether what is around this place of the text read reads like honest postings: where a doubtful hit of a rule is, so
 * do many bad ones; where a hint is, hardly any. A text that is nothing but doubtful words is asked about at each of
 * them, and read once.
 */
export function readsHarmless(original: string, at: number, hint = false): boolean {
  if (last?.original !== original) last = { original, pieces: pieces(original), badness: new Map() };
  const piece = last.pieces.findLast(({ start }) => start <= at);
  if (!piece) return false;
  let bad = last.badness.get(piece);
  if (bad === undefined) {
    bad = badness(piece);
    last.badness.set(piece, bad);
  }
  return bad < (hint ? HARMLESS : HONEST);
}
