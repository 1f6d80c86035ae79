import type { Deps } from '../../deps.ts';
import { nextOf } from '../../platform/events/log.ts';

const NUMBERS = 1_000_000;
/** Without a common divisor with a million, so that n -> (n * STEP + START) mod 1,000,000 meets each number once. */
const STEP = 617_941;
const START = 410_520;

/**
 * The spoken number of the n-th gig: six digits. Gigs posted one after the other get numbers that differ in many
 * digits, so that a slip of the tongue is an unknown number and not the neighbour's gig. Not a secret.
 */
export function spokenNumber(n: number): string {
  return String((n * STEP + START) % NUMBERS).padStart(6, '0');
}

/** A number that no gig has. Draw it outside of transactions: one lost to a failed write does not matter. */
export async function nextNumber(deps: Pick<Deps, 'eventModels' | 'models'>): Promise<string> {
  for (let tries = 0; tries < 1000; tries++) {
    const number = spokenNumber(await nextOf(deps.eventModels, 'gig-numbers'));
    if (!(await deps.models.gigs.exists({ number }))) return number;
  }
  throw new Error('No free gig number found');
}

/** As `nextNumber`, for so many gigs at once. */
export async function nextNumbers(
  deps: Pick<Deps, 'eventModels' | 'models'>,
  count: number,
): Promise<string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) {
    const wanted = count - numbers.length;
    const last = await nextOf(deps.eventModels, 'gig-numbers', wanted);
    const drawn = Array.from({ length: wanted }, (_, index) => spokenNumber(last - index));
    const taken = await deps.models.gigs
      .find({ number: { $in: drawn } }, { number: 1 })
      .lean<{ number: string }[]>();
    const known = new Set(taken.map((gig) => gig.number));
    numbers.push(...drawn.filter((number) => !known.has(number)));
  }
  return numbers;
}
