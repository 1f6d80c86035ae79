import type { Queue, QueueItem } from '@linggong/contracts/review.ts';
import { getContext, setContext } from 'svelte';
import { on } from '#lib/live/bus.ts';
import { inOrder } from './order.ts';

/**
 * The queue as it is now: as the server told it with the page, and what was told live since. What can't be told by an
 * event is asked again with `reload`: whether a new line belongs to a filtered queue, and lines that weren't shown.
 */
export function liveQueue(
  told: () => Queue,
  options: { filtered: () => boolean; reload: () => void; now: () => Date },
) {
  let items = $derived(told().items);
  let total = $derived(told().total);

  const known = (id: string) => items.find(({ gigId }) => gigId === id);
  const change = (gigId: string, changed: Partial<QueueItem>) => {
    items = items.map((item) => (item.gigId === gigId ? { ...item, ...changed } : item));
  };
  const counts = (item: QueueItem | undefined) => (item && item.held === null ? 1 : 0);

  return {
    get items() {
      return inOrder(items, options.now());
    },
    /** How many nobody has decided about. */
    get total() {
      return total;
    },
    /** Listens until the returned function is called. */
    listen() {
      const ends = [
        on('review.queued.v1', ({ payload: { item } }) => {
          if (options.filtered()) return options.reload();
          total += counts(item) - counts(known(item.gigId));
          items = [...items.filter(({ gigId }) => gigId !== item.gigId), item];
        }),
        on('review.held.v1', ({ payload: { gigId, held } }) => {
          const item = known(gigId);
          if (!item) return options.reload();
          total += counts({ ...item, held }) - counts(item);
          change(gigId, { held, claim: null, setBack: null });
        }),
        on('review.claimed.v1', ({ payload: { gigId, ...claim } }) => change(gigId, { claim })),
        on('review.released.v1', ({ payload }) => change(payload.gigId, { claim: null })),
        on('employer.verified.v1', ({ payload: { employerId, verificationState } }) => {
          items = items.map((item) =>
            item.employerId === employerId ? { ...item, verificationState } : item,
          );
        }),
        on('review.left.v1', ({ payload }) => {
          const item = known(payload.gigId);
          if (!item) return options.reload();
          total -= counts(item);
          items = items.filter(({ gigId }) => gigId !== payload.gigId);
        }),
      ];
      return () => ends.forEach((end) => void end());
    },
  };
}
export type LiveQueue = ReturnType<typeof liveQueue>;

const KEY = Symbol('queue');
export const provideQueue = (queue: LiveQueue): LiveQueue => setContext(KEY, queue);
export const useQueue = (): LiveQueue => getContext<LiveQueue>(KEY);
