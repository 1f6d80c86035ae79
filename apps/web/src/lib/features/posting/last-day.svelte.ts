import type { Posting } from '@linggong/contracts/posting.ts';
import { untrack } from 'svelte';
import { dayFromNow, local } from '#lib/format/zone.ts';
import type { Draft } from './draft.ts';

const DAYS_WITHOUT_SHIFTS = 14;

/**
 * The last day of a posting goes along with its shifts until somebody sets another one: writes `draft.validDay`.
 * Called while a component is made. Its `suggested` is a local day, `2026-05-01`.
 */
export function followShifts(draft: Draft, { posting, now }: { posting: () => Posting; now: () => Date }) {
  const suggested = $derived(
    posting()
      .shifts.flatMap((s) => (s.startsAt ? [local(s.startsAt).date] : []))
      .sort()
      .at(-1) ?? dayFromNow(now(), DAYS_WITHOUT_SHIFTS),
  );
  let followed = untrack(() =>
    draft.validDay === '' ? suggested : draft.validDay === suggested ? suggested : '',
  );
  $effect(() => {
    const day = suggested;
    untrack(() => {
      if (followed && (draft.validDay === '' || draft.validDay === followed)) {
        draft.validDay = day;
        followed = day;
      }
    });
  });

  return {
    get suggested() {
      return suggested;
    },
  };
}
