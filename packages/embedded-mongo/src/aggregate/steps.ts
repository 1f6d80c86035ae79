import { MongoError } from '../errors.ts';

/** What one document may cost in elements of lists: about a second, in which nobody else is served. */
const MOST = 10_000_000;

let steps = 0;

/** Called where others have had their turn. */
export const resetSteps = (): void => {
  steps = 0;
};

/** Counts what a loop within an expression is about to do. */
export function takeSteps(n: number): void {
  steps += n;
  if (steps > MOST)
    throw new MongoError('MaxTimeMSExpired', `An expression took more than ${MOST} steps for one document`);
}
