import type { Deps } from '../../deps.ts';
import { bookedBy } from '../bookings/public.ts';
import type { GigRecord } from '../gigs/public.ts';
import { memberPersons } from '../identity/public.ts';
import type { AlertRecord } from './model.ts';
import { runningAlerts } from './repository.ts';

const BATCH = 500;

/** Persons who have nothing to do with an alert for this gig: its own employer's people, and whoever has booked it. */
async function uninterested(deps: Deps, gig: Pick<GigRecord, '_id' | 'employerId'>): Promise<Set<string>> {
  const own = await memberPersons(deps, [gig.employerId]);
  return new Set([...own.values()].flat().concat(await bookedBy(deps, gig._id)));
}

/**
 * Whom to tell of a gig that these alerts ask for, and whether at once: each person once, at once where any of their
 * alerts says so. Goes by how the alerts stand now: who has paused or deleted one is not told by it.
 */
export async function recipientsOf(
  deps: Deps,
  gig: Pick<GigRecord, '_id' | 'employerId'>,
  alertIds: readonly string[],
): Promise<Map<string, AlertRecord['pace']>> {
  const left = await uninterested(deps, gig);
  const paces = new Map<string, AlertRecord['pace']>();
  for (let i = 0; i < alertIds.length; i += BATCH) {
    for (const { personId, pace } of await runningAlerts(deps, alertIds.slice(i, i + BATCH))) {
      const person = personId.toHexString();
      if (!left.has(person) && paces.get(person) !== 'at_once') paces.set(person, pace);
    }
  }
  return paces;
}
