import type { Deps } from '../../deps.ts';

/** What changes a gig, or who holds it, comes one after the other in this process: rivals would make it begin again. */
export const inTurnOfGig = <T>(
  { locks }: Pick<Deps, 'locks'>,
  gigId: { toString(): string },
  work: () => Promise<T>,
): Promise<T> => locks(`gig:${gigId}`, work);
