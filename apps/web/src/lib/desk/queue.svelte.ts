import type { Queue, QueueItem } from '@linggong/contracts/review.ts';
import { getContext, setContext } from 'svelte';
import { on } from '#lib/live/bus.ts';
import { inOrder } from './order.ts';

/**
 * The queue as it is now: as the server told it with the page, and what was told live since. A filtered queue can't
 * tell by an event whether it belongs to it: `reload` asks again.
 */
export function liveQueue(
  told: () => Queue,
  options: { filtered: () => boolean; reload: () => void; now: () => Date },
) {
  let items = $derived(told().items);
  let total = $derived(told().total);

  const change = (gigId: string, claim: QueueItem['claim']) => {
    items = items.map((item) => (item.gigId === gigId ? { ...item, claim } : item));
  };

  return {
    get items() {
      return items;
    },
    get total() {
      return total;
    },
    /** Listens until the returned function is called. */
    listen() {
      const ends = [
        on('review.queued.v1', ({ payload: { item } }) => {
          if (options.filtered()) return options.reload();
          if (!items.some(({ gigId }) => gigId === item.gigId)) total += 1;
          const rest = items.filter(({ gigId }) => gigId !== item.gigId);
          items = inOrder([...rest, item], options.now());
        }),
        on('review.claimed.v1', ({ payload: { gigId, ...claim } }) => change(gigId, claim)),
        on('review.released.v1', ({ payload }) => change(payload.gigId, null)),
        on('review.left.v1', ({ payload }) => {
          const left = items.filter(({ gigId }) => gigId !== payload.gigId);
          total -= items.length - left.length;
          items = left;
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
