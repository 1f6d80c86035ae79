import { MongoError } from '../errors.ts';

/** What one document may cost in elements of lists: about a second, in which nobody else is served. */
const MOST = 10_000_000;
/** The longest list and the longest text that an operator makes. */
const MOST_ELEMENTS = 4_000_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

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

export function checkElements(name: string, n: number): void {
  if (n > MOST_ELEMENTS)
    throw new MongoError('ExceededMemoryLimit', `${name} would use too much memory: ${n} elements`);
}

export function checkCharacters(name: string, n: number): void {
  if (n > MOST_CHARACTERS)
    throw new MongoError('ExceededMemoryLimit', `${name} would make a string of ${n} characters`);
}
