import { localDay, localMoment } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { countOne, standInLine, uncountOne } from '../../platform/tallies.ts';
import { CAPS, type CapName, type DayCap, type HeldCap } from './table.ts';
import { capWords, heldTitle } from './words.ts';

type CapDeps = Pick<Deps, 'models' | 'clock' | 'caps' | 'settings'>;
/** Which cap, and by whom: an id. */
export type ByWhom<Name> = { cap: Name; by: { toString(): string } };

const DAY_MINUTES = 24 * 60;
/** Of what is held nobody knows when it ends. */
const HELD_RETRY_SECONDS = 3600;
/** As long as two requests may run beside each other, and far longer. */
const LINE_SECONDS = 3600;

function reached(deps: CapDeps, cap: CapName, retryAfterSeconds: number) {
  const daily = CAPS[cap].span === 'day';
  return problem('cap.reached', {
    ...(daily ? {} : { title: heldTitle() }),
    detail: capWords(cap, { most: deps.caps[cap], daily, phone: deps.settings.STATION_PHONE }),
    retryAfterSeconds,
  });
}

const tomorrow = (day: string) => localMoment(day, DAY_MINUTES).getTime();

/** Counts one of a day's cap; gives the key under which it is counted. */
async function countToday(deps: CapDeps, { cap, by }: ByWhom<DayCap>) {
  const now = deps.clock();
  const today = localDay(now);
  const seconds = Math.max(1, Math.ceil((tomorrow(today) - now.getTime()) / 1000));
  const key = `cap:${cap}:${by.toString()}:${today}`;
  const { count } = await countOne(deps, key, seconds);
  return { key, over: count > deps.caps[cap] ? reached(deps, cap, seconds) : null };
}

/**
 * Counts one of each of the day's caps, within the transaction of what is counted: what fails takes it back. Throws
 * `cap.reached` with the seconds until midnight.
 */
export async function countInTransaction(deps: CapDeps, ...counted: ByWhom<DayCap>[]): Promise<void> {
  for (const one of counted) {
    const { over } = await countToday(deps, one);
    if (over) throw over;
  }
}

/**
 * As `countInTransaction`, around `work` that is none, or that has its own. However many ask at once, no more get
 * through than the cap has.
 */
export async function counting<T>(
  deps: CapDeps,
  counted: readonly ByWhom<DayCap>[],
  work: () => Promise<T>,
): Promise<T> {
  const taken: string[] = [];
  try {
    for (const one of counted) {
      const { key, over } = await countToday(deps, one);
      taken.push(key);
      if (over) throw over;
    }
    return await work();
  } catch (error) {
    for (const key of taken) await uncountOne(deps, key);
    throw error;
  }
}

/** Throws `cap.reached` unless `held`, with what is about to be added, stays within the cap. */
export function requireWithin(deps: CapDeps, cap: HeldCap, held: number): void {
  if (held > deps.caps[cap]) throw reached(deps, cap, HELD_RETRY_SECONDS);
}

/**
 * Throws `cap.reached` unless there is room for what is about to be held; `held` counts what is there. Within the
 * transaction that writes it: of two at once one waits for the other, on whatever process.
 */
export async function requireRoom(
  deps: CapDeps,
  { cap, by }: ByWhom<HeldCap>,
  held: () => Promise<number>,
): Promise<void> {
  await standInLine(deps, `line:${cap}:${by.toString()}`, LINE_SECONDS);
  requireWithin(deps, cap, (await held()) + 1);
}
