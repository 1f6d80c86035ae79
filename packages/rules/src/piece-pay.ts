import type { Pay } from '@linggong/contracts/posting.ts';

/** What one person gets of an amount of this pay, in fen: of pay by the piece that several share an even part, rounded down. */
export const onePayFen = (fen: number, { unit, piece }: Pick<Pay, 'unit' | 'piece'>): number =>
  unit === 'piece' ? Math.floor(fen / (piece?.sharedBy ?? 1)) : fen;
