import { Worker } from 'node:worker_threads';
import { EmbeddedMongoError } from './start-errors.ts';
import type { WorkerOptions } from './worker.ts';

export interface StartOptions {
  /** The folder of the data; made where missing. Without it everything is in memory and gone at the end. */
  dataDir?: string;
  /** Listen on 127.0.0.1 at this port (0: any free one). Without it: a unix socket that only this user can open. */
  listen?: { port?: number };
  /**
   * Whether clients must sign in with the password that is made anew at each start and is in the URL. Without it: on
   * the loopback, where every user of the machine could come in, not on the unix socket.
   */
  auth?: boolean;
  /** How often TTL indexes and idle sessions are looked at, in milliseconds; 60,000 as MongoDB does. */
  sweepMs?: number;
  /** Takes `configureFailPoint`, by which the drivers' published tests provoke errors. Never where data matters. */
  testCommands?: boolean;
}

export interface EmbeddedMongo {
  /** For `mongoose.connect` and `new MongoClient`; sessions, transactions and retryable writes work with it. */
  url: string;
  /** Ends all connections, writes everything to the data file and lets go of the folder. */
  close(): Promise<void>;
}

type Message = { ready: string } | { failed: { message: string; code: string } };

const NURSERY_MB = 12;

/**
 * Starts the embedded database in a thread of its own.
 * Throws EmbeddedMongoError: `data_folder_in_use`, `data_format_unknown`, `data_file_unreadable`, `listen_failed`.
 */
export async function startEmbeddedMongo(options: StartOptions = {}): Promise<EmbeddedMongo> {
  const { dataDir, listen, sweepMs, testCommands } = options;
  const port = listen || process.platform === 'win32' ? (listen?.port ?? 0) : undefined;
  const auth = options.auth ?? port !== undefined;
  const workerData: WorkerOptions = { dataDir, port, auth, sweepMs, testCommands };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    // The flags of this process (a loader, an inspector, --eval's) are not for the thread.
    execArgv: [],
    // Most of what a command makes is gone with its answer: a small nursery keeps the process small, at little cost.
    resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB },
    workerData,
  });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: Message) => {
      worker.off('error', reject);
      if ('ready' in message) resolve(message.ready);
      else if ('failed' in message)
        reject(new EmbeddedMongoError(message.failed.code, message.failed.message));
    });
  }).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  let closing: Promise<void> | undefined;
  return {
    url,
    close() {
      if (!closing) {
        worker.postMessage('close');
        closing = exited;
      }
      return closing;
    },
  };
}
