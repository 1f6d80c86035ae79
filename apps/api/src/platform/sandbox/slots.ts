/** All places are taken, and so is the queue for them. */
export class NoPlace extends Error {}

type Most = { atOnce: number; waiting: number };

/**
 * Lets `atOnce` works go on at a time and `waiting` more wait for their turn, of each key no more than `ofEach`; whoever
 * comes then gets `NoPlace`. A place that comes free goes to the key that has the fewest, and of these to the one whose
 * last work ended longest ago: so whoever sends many, or slow ones, waits behind everybody else's first.
 */
export function slots({ atOnce, waiting, ofEach }: Most & { ofEach: Most }) {
  const taken = new Map<string, number>();
  const endedAt = new Map<string, number>();
  const queue: { key: string; go: () => void }[] = [];
  let ended = 0;
  const of = (key: string) => taken.get(key) ?? 0;
  const sum = () => [...taken.values()].reduce((total, count) => total + count, 0);
  const change = (key: string, by: number) =>
    of(key) + by > 0 ? taken.set(key, of(key) + by) : taken.delete(key);

  function next(): void {
    const [first] = queue
      .filter(({ key }) => of(key) < ofEach.atOnce)
      .sort((a, b) => of(a.key) - of(b.key) || (endedAt.get(a.key) ?? 0) - (endedAt.get(b.key) ?? 0));
    if (!first || sum() >= atOnce) return;
    queue.splice(queue.indexOf(first), 1);
    change(first.key, 1);
    first.go();
  }

  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const waitingOfKey = queue.filter((one) => one.key === key).length;
    if (sum() < atOnce && of(key) < ofEach.atOnce) change(key, 1);
    else if (queue.length >= waiting || waitingOfKey >= ofEach.waiting) throw new NoPlace('no place left');
    else await new Promise<void>((go) => queue.push({ key, go }));
    try {
      return await work();
    } finally {
      change(key, -1);
      ended += 1;
      if (queue.length === 0) endedAt.clear();
      else endedAt.set(key, ended);
      next();
    }
  };
}

/** As `slots`, of each by its own key; whoever has all of theirs taken gets `NoPlace` at once. */
export const slotsOfEach = ({ atOnce }: Pick<Most, 'atOnce'>) =>
  slots({ atOnce: Number.POSITIVE_INFINITY, waiting: 0, ofEach: { atOnce, waiting: 0 } });
