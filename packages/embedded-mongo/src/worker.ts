import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from './engine/engine.ts';
import { listen } from './listen.ts';
import { EmbeddedMongoError } from './start-errors.ts';

export interface WorkerOptions {
  dataDir: string | undefined;
  port: number | undefined;
  auth: boolean;
  sweepMs: number | undefined;
  testCommands: boolean | undefined;
}

/** The thread that holds the data: one engine, one listening socket. Speaks with `server.ts` by messages. */
const { dataDir, port, auth, sweepMs, testCommands } = workerData as WorkerOptions;
const parent = parentPort!;

async function start(): Promise<void> {
  const engine = openEngine(dataDir, sweepMs);
  const server = await listen(engine, { dataDir, port, auth, testCommands }).catch((error: unknown) => {
    engine.close();
    throw error;
  });
  parent.on('message', async () => {
    await server.close();
    engine.close();
    parent.close();
  });
  parent.postMessage({ ready: server.url });
}

start().catch((error: unknown) => {
  const code = error instanceof EmbeddedMongoError ? error.code : 'start_failed';
  parent.postMessage({ failed: { message: (error as Error).message, code } });
  parent.close();
});
