import type { OfferChange } from '@linggong/contracts/offer.ts';
import { listed } from '#lib/format/list.ts';

/** What the differences are about, each once: `工钱、管住`. */
export const changedThings = (changes: readonly OfferChange[]): string =>
  listed([...new Set(changes.map(({ label, before }) => label || before))]);
