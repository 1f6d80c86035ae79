import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { letIn } from '@linggong/api/modules/identity/public.ts';
import { HOST_HEADER, type PageHandler, PROTOCOL_HEADER } from '@linggong/api/platform/http/pages.ts';
import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { makeEmployer, nextPhone, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { layInGigs } from '../api/gigs.ts';
import { answerCalls } from '../live/ipc.ts';

/** The product behind a proxy, with its real limits, on the embedded database in a folder. */
let product: TestServer | undefined;
let employer: Awaited<ReturnType<typeof makeEmployer>> | undefined;
let database: Awaited<ReturnType<typeof startEmbeddedMongo>> | undefined;
let posted = 0;

async function builtPages(): Promise<PageHandler | undefined> {
  const file = fileURLToPath(new URL('../../../apps/web/build/handler.js', import.meta.url));
  if (!existsSync(file)) return undefined;
  Object.assign(process.env, { PROTOCOL_HEADER, HOST_HEADER, BODY_SIZE_LIMIT: '11M' });
  return ((await import(pathToFileURL(file).href)) as { handler: PageHandler }).handler;
}

/** A worker's session cookie, without a code: the flood is about those that are being asked for. */
async function signedIn(): Promise<string> {
  const { deps } = product!;
  const { terms, privacy } = deps.texts;
  const consent = { terms: terms.version, privacy: privacy.version };
  const { me, cookies } = await letIn(deps, { phone: nextPhone(), consent, clientIp: '127.0.0.1' });
  const record = { name: '测试工人', birthDate: '1995-05-01' };
  await deps.models.persons.updateOne({ _id: me.person.id }, record);
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

const calls = {
  async start({ dataDir, gigs, people }: { dataDir: string; gigs: number; people: number }) {
    database = await startEmbeddedMongo({ dataDir });
    const { url } = database;
    product = await startTestServer({
      beside: { database: { url, name: 'bench', giveBack: async () => undefined } },
      settings: { TRUST_PROXY: '1' },
      limitScale: 1,
      pages: await builtPages(),
    });
    employer = await makeEmployer(product);
    await layInGigs(product.deps, [employer.employerId], gigs);
    const cookies: string[] = [];
    for (let i = 0; i < people; i++) cookies.push(await signedIn());
    return { port: Number(new URL(product.url).port), cookies };
  },
  /** Posts a gig with room for all; gives its id. */
  async post() {
    const day = 3 + (posted++ % 25);
    const gig = await publishGig(product!, employer!, { shifts: [shiftOn(product!, day, 200)] });
    return { id: gig.id, version: gig.version };
  },
  /** MiB of this process, after what can be let go of is. */
  rss() {
    globalThis.gc?.();
    return process.memoryUsage().rss / 2 ** 20;
  },
  alarms: () => product!.deps.alarms.current(),
  async stop() {
    await product?.close();
    await database?.close();
  },
};
export type ServerCalls = typeof calls;
answerCalls(calls);
