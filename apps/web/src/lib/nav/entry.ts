import type { IconName } from '#lib/kit/icon-names.ts';

/** One entry of a navigation. A page adds itself here when it is finished; nothing unfinished is linked. */
export type NavEntry = {
  href: string;
  word: string;
  icon: IconName;
  /** Whether a path below `href` belongs to it too; false for `/`. */
  deep: boolean;
  /** How many wait there, where `word` says so too: on a phone it is a mark beside the word that is without it. */
  waits?: { word: string; count: number };
  /** Other places whose pages belong to it: those that are opened from its list. */
  also?: readonly string[];
};

export const isCurrent = (entry: NavEntry, path: string): boolean =>
  path === entry.href ||
  (entry.deep && path.startsWith(`${entry.href}/`)) ||
  (entry.also?.some((place) => path.startsWith(place)) ?? false);
