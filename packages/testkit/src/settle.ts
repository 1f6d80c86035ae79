import { cursorModel } from '@linggong/api/platform/events/follower.ts';
import type { TestServer } from './server.ts';

/** A killed process's half-written transaction stands in the way of others for a minute. */
const PATIENCE_MS = 100_000;

/**
 * Until all that was written before is followed up and every job that is due is done: what isn't there now won't come.
 */
export async function settle(server: TestServer): Promise<void> {
  const { eventModels, jobModels, connection, events, clock } = server.deps;
  const until = performance.now() + PATIENCE_MS;
  // A job writes events, an event asks for jobs: quiet is what was quiet twice.
  for (let quiet = 0; quiet < 2; ) {
    server.wakeJobs();
    await server.flush();
    const end = await events.end();
    const waits =
      (await eventModels.outbox.exists({})) ??
      (await cursorModel(connection).exists({ seq: { $lt: end } })) ??
      (await jobModels.jobs.exists({ at: { $lte: clock() } }));
    quiet = waits ? 0 : quiet + 1;
    if (performance.now() > until) throw new Error(`Not settled: ${JSON.stringify(waits)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
