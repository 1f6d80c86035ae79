import { gigState } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import { type GigRead, inTurnOfGig } from '../gigs/public.ts';

/** Who waits for their turn at a gig, and the last look that found it full, with when it began. */
type Queue = { people: number; full: { gig: GigRead; began: number } | null };
const queues = new WeakMap<Deps, Map<string, Queue>>();
/** Puts asking and looking in order. */
let moment = 0;

function queueOf(deps: Deps, id: string): { queue: Queue; leave: () => void } {
  const all = queues.get(deps) ?? new Map<string, Queue>();
  queues.set(deps, all);
  const queue: Queue = all.get(id) ?? { people: 0, full: null };
  all.set(id, queue);
  queue.people += 1;
  const leave = () => {
    queue.people -= 1;
    if (queue.people === 0) all.delete(id);
  };
  return { queue, leave };
}

/**
 * Does `take` in one's turn at a gig, or gives the gig as it was when it was full. All who had asked before a look at it
 * began go by that look, so that a crowd at the last place is answered by one; who asks later looks again. `take` gets
 * the gig as it was seen before, and decides by what it reads itself.
 */
export async function inTurnUnlessFull<T>(
  deps: Deps,
  id: string,
  look: () => Promise<GigRead>,
  take: (seen: GigRead) => Promise<T>,
): Promise<{ full: GigRead } | { done: T }> {
  const asked = ++moment;
  const { queue, leave } = queueOf(deps, id);
  try {
    return await inTurnOfGig(deps, id, async () => {
      if (queue.full && queue.full.began > asked) return { full: queue.full.gig };
      const began = ++moment;
      const gig = await look();
      if (gigState(gig, deps.clock()) !== 'full') return { done: await take(gig) };
      queue.full = { gig, began };
      return { full: gig };
    });
  } finally {
    leave();
  }
}
