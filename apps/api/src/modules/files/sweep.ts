import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { removeFile, takeOld } from './repository.ts';

const EVERY_MS = 10 * 60_000;
/** Bytes are long there, or never come. */
const COMING_MS = 60 * 60_000;
/** As long as a form may stay open that names the photo in the end. */
const LOOSE_MS = 24 * 60 * 60_000;
const AT_ONCE = 100;

/** Removes what never came whole, what nothing names, and what belongs to nothing any more. */
export async function sweepFiles(deps: Deps): Promise<void> {
  const now = deps.clock().getTime();
  const old = [
    ['coming', new Date(now - COMING_MS)],
    ['loose', new Date(now - LOOSE_MS)],
    ['gone', new Date(now)],
  ] as const;
  for (const [state, before] of old) {
    for (;;) {
      const ids = await takeOld(deps, state, before, AT_ONCE);
      for (const id of ids) {
        await deps.blobs.remove(id);
        await removeFile(deps, id);
      }
      if (ids.length < AT_ONCE) break;
    }
  }
}

export const sweepJob = (deps: Deps): JobSpec => ({
  kind: 'files.sweep',
  run: async () => {
    await sweepFiles(deps);
    return undefined;
  },
  recurring: (now) => new Date(now.getTime() + EVERY_MS),
});
