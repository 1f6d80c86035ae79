import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { answering } from './child.ts';

/** The embedded database in a process of its own, so that what it uses can be told from what a client uses. */
answering(async ({ dataDir }: { dataDir: string }) => {
  const from = performance.now();
  const { url } = await startEmbeddedMongo({ dataDir });
  return { url, openMs: performance.now() - from };
});
