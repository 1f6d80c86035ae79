import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { lapseBegun } from './end.ts';
import { inItsTurn } from './in-turn.ts';

const EVERY_MS = 30_000;
const BATCH = 500;

/** Writes down that requests have lapsed and tells both sides; views say so from the moment itself. */
async function lapseDue(deps: Deps): Promise<void> {
  const due = await deps.models.bookings
    .find({ state: 'requested', 'times.startsAt': { $lte: deps.clock() } }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(BATCH)
    .lean();
  for (const { _id } of due)
    await inItsTurn(deps, _id.toHexString(), ({ booking, gig }) => lapseBegun(deps, booking, gig));
}

export const lapseJob = (deps: Deps): JobSpec => ({
  kind: 'bookings.lapse',
  async run() {
    await lapseDue(deps);
    return undefined;
  },
  recurring: (now) => new Date(now.getTime() + EVERY_MS),
});
