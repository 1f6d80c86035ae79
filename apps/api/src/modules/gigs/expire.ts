import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { gigClosed } from './events.ts';
import { gigsToTellExpired, setExpiryTold } from './repository/expiry.ts';

const EVERY_MS = 30_000;
const BATCH = 200;

/** Tells everybody who looks of gigs whose time has passed, each once. `gigState` says so of them from that moment. */
async function tellExpired(deps: Deps): Promise<void> {
  for (;;) {
    const told = await deps.transaction(async () => {
      const gigs = await gigsToTellExpired(deps, deps.clock(), BATCH);
      if (gigs.length === 0) return 0;
      await setExpiryTold(
        deps,
        gigs.map(({ _id }) => _id),
      );
      await deps.hooks.gigs.expired(gigs);
      await gigClosed.tellAll(
        deps,
        gigs.map(({ _id, number }) => ({
          payload: { gigId: _id.toHexString(), number, state: 'expired' },
          of: undefined,
        })),
      );
      return gigs.length;
    });
    if (told < BATCH) return;
  }
}

export const expiryJob = (deps: Deps): JobSpec => ({
  kind: 'gigs.expire',
  async run() {
    await tellExpired(deps);
    return undefined;
  },
  recurring: (now) => new Date(now.getTime() + EVERY_MS),
});
