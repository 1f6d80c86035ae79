import { type Frame, frameOf } from './frame.ts';
import { type Lane, send } from './lane.ts';

/** What falls within this time of the last sending goes out together. */
const WINDOW_MS = 40;
/** How long one sending may hold the thread before others get their turn, or as long as these have had it since; */
const SLICE_MS = 4;
/** but no longer than this. */
const MOST_SLICE_MS = 50;
const CHECKED_EVERY = 32;
/** How long those who wait until all is sent wait at most. */
const PATIENCE_MS = 500;

/** A run of events that at least one socket gets, as a path of a tree: runs that begin alike share it. */
type Run = { json: string; before: Run | null; next: Run | null; frame: Frame | null };

const runAfter = (before: Run | null, json: string): Run => ({ json, before, next: null, frame: null });

function frameFor(run: Run): Frame {
  if (!run.frame) {
    const events: string[] = [];
    for (let at: Run | null = run; at; at = at.before) events.push(at.json);
    run.frame = frameOf(events.reverse());
  }
  return run.frame;
}

/**
 * Sends events to many sockets. Each event is encoded once; what a socket gets within one window is one frame, which
 * it shares with all sockets that get the same events. After a quiet time the first event goes out at once. A large
 * sending gives way to others every few milliseconds, and none overtakes the one before it: what comes while one is on
 * its way goes out together after it, so that a server with too much to do sends larger frames, and never later ones.
 */
export function fanOut({ patienceMs = PATIENCE_MS } = {}) {
  let runs = new Map<Lane, Run>();
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Immediate | NodeJS.Timeout | undefined;
  /** What is left of the sending that is on its way. */
  let sending: Iterator<[Lane, Run]> | null = null;
  /** When it last gave way. */
  let gaveWayAt = 0;
  /** Who waits until all is sent: one promise for all of them. */
  let waiting: { until: Promise<void>; over: () => void } | null = null;

  function flush(): void {
    timer = undefined;
    // Once what is on its way has gone.
    if (sending || runs.size === 0) return;
    sending = runs.entries();
    runs = new Map();
    lastAt = performance.now();
    work(lastAt + SLICE_MS);
  }

  function goOn(): void {
    const now = performance.now();
    work(now + Math.min(MOST_SLICE_MS, Math.max(SLICE_MS, now - gaveWayAt)));
  }

  function work(until: number): void {
    for (let count = 1; sending; count++) {
      const { done, value } = sending.next();
      if (done) sending = null;
      else send(value[0], frameFor(value[1]));
      if (sending && count % CHECKED_EVERY === 0 && performance.now() > until) {
        gaveWayAt = performance.now();
        setImmediate(goOn);
        return;
      }
    }
    if (runs.size > 0) flushSoon();
    else waiting?.over();
  }

  function flushSoon(): void {
    if (timer || sending) return;
    const wait = lastAt + WINDOW_MS - performance.now();
    timer = wait > 0 ? setTimeout(flush, wait) : setImmediate(flush);
  }

  function wait() {
    const { promise: until, resolve } = Promise.withResolvers<void>();
    const over = () => {
      clearTimeout(late);
      waiting = null;
      resolve();
    };
    const late = setTimeout(over, patienceMs);
    return { until, over };
  }

  return {
    /** Until nothing waits to be sent, or half a second has passed: where there is always more, others have to go on. */
    async sent(): Promise<void> {
      if (timer || sending) waiting ??= wait();
      await waiting?.until;
    },
    /** Hands an event, as JSON, to those that `each` names; naming one twice does no harm. */
    add(json: string, each: (to: (lane: Lane) => void) => void): void {
      // The run of those who have had nothing else in this window.
      const alone = runAfter(null, json);
      const made: Run[] = [];
      each((lane) => {
        const before = runs.get(lane);
        if (!before) {
          runs.set(lane, alone);
          return;
        }
        if (before === alone || before.json === json) return;
        if (!before.next) {
          before.next = runAfter(before, json);
          made.push(before);
        }
        runs.set(lane, before.next);
      });
      // The next event branches anew.
      for (const run of made) run.next = null;
      if (runs.size > 0) flushSoon();
    },
    /** Sends what waits, all of it. */
    flush(): void {
      const all = Number.POSITIVE_INFINITY;
      work(all);
      clearTimeout(timer as NodeJS.Timeout);
      clearImmediate(timer as NodeJS.Immediate);
      flush();
      work(all);
    },
  };
}
