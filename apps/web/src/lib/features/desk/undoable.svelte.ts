import type { Undoable } from '@linggong/contracts/review.ts';
import { on } from '#lib/live/bus.ts';

/**
 * One's own decisions that can still be undone: as the server told them with the page, less those that were undone or
 * carried out since. One that was made in another window is asked for with `reload`. What a page that was on its way
 * still tells of one that was taken back since, doesn't count.
 */
export function liveUndoable(
  told: () => readonly Undoable[],
  options: { me: () => string; reload: () => void },
) {
  const keyOf = ({ gigId, until }: Undoable) => `${gigId} ${until}`;
  let undone = $state<string[]>([]);
  let items = $derived(told());
  const left = $derived(items.filter((item) => !undone.includes(keyOf(item))));
  const drop = (id: string) => {
    items = items.filter(({ gigId }) => gigId !== id);
  };

  return {
    /** Those that are left at a moment. */
    at: (now: Date) => left.filter(({ until }) => new Date(until) > now),
    get any() {
      return left.length > 0;
    },
    /** It was taken back here. */
    undo(item: Undoable) {
      undone = [...undone, keyOf(item)];
    },
    listen() {
      const ends = [
        on('review.held.v1', ({ payload: { gigId, held } }) => {
          if (held === null) drop(gigId);
          else if (held.accountId === options.me() && !items.some((item) => item.gigId === gigId))
            options.reload();
        }),
        on('review.left.v1', ({ payload }) => drop(payload.gigId)),
        on('review.queued.v1', ({ payload: { item } }) => drop(item.gigId)),
        on('gig.closed.v1', ({ payload }) => drop(payload.gigId)),
      ];
      return () => ends.forEach((end) => void end());
    },
  };
}
