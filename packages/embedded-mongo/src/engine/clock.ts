/** A point of cluster time as a Timestamp has it: seconds, and a number that orders what happens within one. */
export interface ClusterTime {
  t: number;
  i: number;
}

/**
 * MongoDB's cluster time. It moves on with every write, follows the wall clock in microseconds and does not go back with
 * it: one later start is later than all before, though nothing of it is stored.
 */
export function openClock(wallMs: () => number = Date.now) {
  const now: ClusterTime = { t: 0, i: 0 };
  let micros = 0;

  function tick(): void {
    micros = Math.max(micros + 1, wallMs() * 1000);
    now.t = Math.floor(micros / 1e6);
    now.i = (micros % 1e6) + 1;
  }

  tick();
  return {
    /** The time of the latest write; the start's before the first. Always the same object. */
    now: now as Readonly<ClusterTime>,
    /** To the time of the next write. */
    tick,
  };
}
