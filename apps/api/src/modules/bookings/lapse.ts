import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { gigsOver } from '../gigs/public.ts';
import { bookingsFollowExpiry } from './follow-gig.ts';
import { inItsTurn } from './in-turn.ts';
import { lapseBegun } from './move.ts';
import { gigsRequestedInWords, requestsBegun } from './repository/due.ts';

const EVERY_MS = 30_000;
const BATCH = 500;

/** Writes down that requests have lapsed and tells both sides; views say so from the moment itself. */
async function lapseDue(deps: Deps): Promise<void> {
  for (const id of await requestsBegun(deps, deps.clock(), BATCH))
    await inItsTurn(deps, id.toHexString(), ({ booking, gig }) => lapseBegun(deps, booking, gig));
  await lapseInWords(deps);
}

/** Requests for work without a time lapse when its gig is no longer shown, also while an operator looks at that. */
async function lapseInWords(deps: Deps): Promise<void> {
  const waiting = await gigsRequestedInWords(deps, BATCH);
  if (waiting.length === 0) return;
  const over = await gigsOver(deps, waiting, deps.clock());
  if (over.length > 0) await deps.transaction(() => bookingsFollowExpiry(deps, over));
}

export const lapseJob = (deps: Deps): JobSpec => ({
  kind: 'bookings.lapse',
  async run() {
    await lapseDue(deps);
    return undefined;
  },
  recurring: (now) => new Date(now.getTime() + EVERY_MS),
});
