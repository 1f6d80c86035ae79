import { INCLUDED, type Included, SETTLEMENTS } from '@linggong/contracts/posting.ts';

/** Some of a few known words as one number, a bit for each; 0: none. */
function masks<Word extends string>(words: readonly Word[]) {
  const lists = Array.from({ length: 1 << words.length }, (_, mask) =>
    words.filter((_, bit) => mask & (1 << bit)),
  );
  return {
    of: (some: readonly Word[] | undefined): number =>
      some?.reduce((mask, word) => mask | (1 << words.indexOf(word)), 0) ?? 0,
    /** The words again. Shared: not to be changed. */
    list: (mask: number): Word[] => lists[mask]!,
  };
}

export const settlementMasks = masks(SETTLEMENTS);
export const needMasks = masks(INCLUDED);
export const includedMask = (included: Included) => needMasks.of(INCLUDED.filter((need) => included[need]));
