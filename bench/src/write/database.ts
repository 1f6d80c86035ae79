import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { answerCalls } from '../live/ipc.ts';

/** The embedded database in a process of its own, so that its work is counted apart. */
let database: Awaited<ReturnType<typeof startEmbeddedMongo>> | undefined;
let began = process.cpuUsage();

const calls = {
  /** In memory where no folder is named. */
  async start({ dataDir }: { dataDir?: string }) {
    database = await startEmbeddedMongo({ dataDir });
    return database.url;
  },
  count() {
    began = process.cpuUsage();
  },
  /** Milliseconds of CPU since `count`. */
  cpu() {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  },
  stop: () => database?.close(),
};
export type DatabaseCalls = typeof calls;
answerCalls(calls);
