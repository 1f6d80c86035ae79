import type { Connection } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { nextOf } from '../../platform/events/log.ts';
import { numbersTaken } from './repository/find.ts';

type Source = Pick<Deps, 'eventModels' | 'models'>;

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

/** Drawn from the database at once, so that nearly every posting finds one ready. */
const AHEAD = 20;
type Drawn = { ready: string[]; drawing: Promise<void> | null };
const drawnBy = new WeakMap<Connection, Drawn>();

/**
 * A number that no gig has. One lost to a failed write, or to the end of the process, does not matter: it is drawn
 * again when all others have been.
 */
export async function nextNumber(deps: Source & Pick<Deps, 'connection'>): Promise<string> {
  const drawn = drawnBy.get(deps.connection) ?? { ready: [], drawing: null };
  drawnBy.set(deps.connection, drawn);
  for (;;) {
    const number = drawn.ready.shift();
    if (number !== undefined) return number;
    drawn.drawing ??= nextNumbers(deps, AHEAD)
      .then((numbers) => void drawn.ready.push(...numbers))
      .finally(() => {
        drawn.drawing = null;
      });
    await drawn.drawing;
  }
}

/** So many numbers that no gig has. Draw them outside of transactions. */
export async function nextNumbers(deps: Source, count: number): Promise<string[]> {
  const numbers: string[] = [];
  while (numbers.length < count) {
    const wanted = count - numbers.length;
    const last = await nextOf(deps.eventModels, 'gig-numbers', wanted);
    const drawn = Array.from({ length: wanted }, (_, index) => spokenNumber(last - index));
    const taken = await numbersTaken(deps, drawn);
    numbers.push(...drawn.filter((number) => !taken.has(number)));
  }
  return numbers;
}
