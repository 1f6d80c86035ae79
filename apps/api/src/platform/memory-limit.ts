type Window = { taken: number; endsAt: number };

/**
 * Counts in this process's memory: `points` within `seconds`, from a key's first point on. Taking one gives the
 * milliseconds to wait; 0: it is taken.
 */
export function memoryLimit({ points, seconds }: { points: number; seconds: number }) {
  /** In the order in which they end, as all last equally long. */
  const windows = new Map<string, Window>();

  function open(key: string, now: number): Window {
    windows.delete(key);
    for (const [old, { endsAt }] of windows) {
      if (endsAt > now) break;
      windows.delete(old);
    }
    const window = { taken: 0, endsAt: now + seconds * 1000 };
    windows.set(key, window);
    return window;
  }

  return {
    take(key: string): number {
      const now = performance.now();
      let window = windows.get(key);
      if (!window || window.endsAt <= now) window = open(key, now);
      window.taken += 1;
      return window.taken > points ? window.endsAt - now : 0;
    },
    /** Gives back one that was taken in the present window. */
    giveBack(key: string): void {
      const window = windows.get(key);
      if (window && window.taken > 0) window.taken -= 1;
    },
    /** Of how many keys it knows. */
    size: () => windows.size,
  };
}
export type MemoryLimit = ReturnType<typeof memoryLimit>;
