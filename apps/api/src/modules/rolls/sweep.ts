import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { halfRead, removeRoll } from './repository/rolls.ts';
import { removeRows } from './repository/rows.ts';

const EVERY_MS = 15 * 60_000;

/** Takes away what was being read when its process ended: nobody has seen it, and it is sent again. */
export const sweepJob = (deps: Deps): JobSpec => ({
  kind: 'rolls.sweep',
  run: async () => {
    for (const { _id } of await halfRead(deps, deps.clock())) {
      await removeRows(deps, _id);
      await removeRoll(deps, _id);
    }
    return undefined;
  },
  recurring: (now) => new Date(now.getTime() + EVERY_MS),
});
