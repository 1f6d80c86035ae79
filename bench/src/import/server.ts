import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { makeEmployer, makeOperator, PLACES } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { layInGigs } from '../api/gigs.ts';
import { answerCalls } from '../live/ipc.ts';

/** The product as it is started: with the embedded database in its process, and nothing else in it. */
let database: Awaited<ReturnType<typeof startEmbeddedMongo>> | undefined;
let product: TestServer | undefined;
let began = process.cpuUsage();
let most = 0;
const MiB = 1024 * 1024;
const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 50).unref();

const calls = {
  async start({ dataDir, gigs }: { dataDir: string; gigs: number }) {
    database = await startEmbeddedMongo({ dataDir });
    const { url } = database;
    const giveBack = async () => undefined;
    product = await startTestServer({ beside: { database: { url, name: 'bench', giveBack } } });
    const employers = [await makeEmployer(product), await makeEmployer(product)];
    await layInGigs(
      product.deps,
      employers.map(({ employerId }) => employerId),
      gigs,
    );
    const { client } = await makeOperator(product, PLACES.karuo);
    return { port: Number(new URL(product.url).port), cookie: client.cookie() };
  },
  /** From here on time and memory of this process are counted. */
  count() {
    globalThis.gc?.();
    began = process.cpuUsage();
    most = process.memoryUsage.rss();
    loop.reset();
    return most / MiB;
  },
  /**
   * Since `count`: seconds of CPU of this process, its database with it; the most memory that it held, in MiB; and the
   * 99th percentile of how late its main thread's timers were, in ms.
   */
  counted() {
    const { user, system } = process.cpuUsage(began);
    return { cpu: (user + system) / 1e6, most: most / MiB, late: loop.percentile(99) / 1e6 };
  },
  settle: () => settle(product!),
  async stop() {
    await product?.close();
    await database?.close();
  },
};
export type ServerCalls = typeof calls;
answerCalls(calls);
