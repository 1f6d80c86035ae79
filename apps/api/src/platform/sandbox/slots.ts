/** All places are taken, and so is the queue for them. */
export class NoPlace extends Error {}

/** Lets `atOnce` works go on at a time and `waiting` more wait for their turn, in order; whoever comes then gets `NoPlace`. */
export function slots({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  let taken = 0;
  const queue: (() => void)[] = [];
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else taken -= 1;
  };
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (taken < atOnce) taken += 1;
    else if (queue.length >= waiting) throw new NoPlace('no place left');
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      leave();
    }
  };
}

/** As `slots`, of each by its own key; whoever has all of theirs taken gets `NoPlace` at once. */
export function slotsOfEach({ atOnce }: { atOnce: number }) {
  const taken = new Map<string, number>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = taken.get(key) ?? 0;
    if (before >= atOnce) throw new NoPlace('no place left for this one');
    taken.set(key, before + 1);
    try {
      return await work();
    } finally {
      const left = taken.get(key)! - 1;
      if (left > 0) taken.set(key, left);
      else taken.delete(key);
    }
  };
}
