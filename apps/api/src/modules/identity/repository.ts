import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';

/**
 * Serialises what is written for one person: two transactions that both touch the person's record conflict, and
 * the later one sees the earlier one's booking, or alert, when it runs again. Throws `person.not_found` where the account
 * was closed at the same moment.
 */
export async function touchPerson(deps: Deps, personId: Types.ObjectId | string): Promise<void> {
  const { matchedCount } = await deps.models.persons.updateOne(
    { _id: personId, closedAt: null },
    { $inc: { bookingLock: 1 } },
  );
  if (matchedCount === 0) throw problem('person.not_found');
}
