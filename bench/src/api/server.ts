import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { buildPosting, makeEmployer, publishGig } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { MongoClient, ObjectId } from 'mongodb';
import { answerCalls } from '../live/ipc.ts';
import { layInGigs } from './gigs.ts';

/** The product, with the embedded database in its data folder, and the floors beside it in the same process. */
type Database = Awaited<ReturnType<typeof startEmbeddedMongo>>;
type Said = { headers: Record<string, string>; body: Buffer };

let database: Database | undefined;
let product: TestServer | undefined;
let native: MongoClient | undefined;
let employer: Awaited<ReturnType<typeof makeEmployer>> | undefined;
let said: Said = { headers: {}, body: Buffer.alloc(0) };
let began = process.cpuUsage();

/** What a card is made of, and no more. */
const CARD = { terms: 0, flags: 0, 'posting.description': 0 };
const gigs = () => native!.db('bench').collection('gigs');

async function list(payMin: number, response: ServerResponse): Promise<void> {
  const found = await gigs()
    .find(
      { state: 'published', validUntil: { $gt: new Date() }, dayPayFen: { $gte: payMin } },
      { projection: CARD },
    )
    .sort({ publishedAt: -1, _id: -1 })
    .limit(21)
    .toArray();
  const employerIds = [...new Set(found.map(({ employerId }) => String(employerId)))];
  const employers = await native!
    .db('bench')
    .collection('employers')
    .find({ _id: { $in: employerIds.map((id) => new ObjectId(id)) } })
    .toArray();
  const text = JSON.stringify({ found: found.slice(0, 20), employers });
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

const floor = createServer((request, response) => {
  const url = request.url!;
  if (url.startsWith('/list')) {
    void list(Number(url.slice(url.indexOf('=') + 1)), response);
  } else if (request.headers['if-none-match'] === said.headers.etag) {
    response.writeHead(304, said.headers).end();
  } else {
    response.writeHead(200, { ...said.headers, 'content-length': said.body.length }).end(said.body);
  }
});

const calls = {
  /** Starts on a data folder, or on the database of another process; lays in `count` gigs where there are none. */
  async start({ count, ...on }: { count: number } & ({ dataDir: string } | { url: string })) {
    if ('dataDir' in on) database = await startEmbeddedMongo({ dataDir: on.dataDir });
    const url = 'url' in on ? on.url : database!.url;
    const giveBack = async () => undefined;
    product = await startTestServer({ beside: { database: { url, name: 'bench', giveBack } } });
    native = await MongoClient.connect(url, { readConcern: { level: 'majority' } });
    // A folder that is used again has signed in the same people before.
    await native.db('bench').collection('tallies').deleteMany({});
    await native.db('bench').collection('memberships').deleteMany({});
    employer = await makeEmployer(product);
    if ((await gigs().estimatedDocumentCount()) < count) {
      const others = await Promise.all([1, 2, 3].map(() => makeEmployer(product!)));
      const ids = [employer, ...others].map(({ employerId }) => employerId);
      await layInGigs(product.deps, ids, count);
    }
    await new Promise<void>((resolve) => floor.listen(0, '127.0.0.1', () => resolve()));
    return {
      product: Number(new URL(product.url).port),
      floor: (floor.address() as AddressInfo).port,
      cookie: employer.client.cookie(),
    };
  },
  /** What the floor answers with from now on: the product's own answer, byte for byte. */
  async copy({ path, headers }: { path: string; headers: Record<string, string> }) {
    const { request } = await import('node:http');
    said = await new Promise<Said>((resolve, reject) => {
      request(`${product!.url}${path}`, { headers }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const names = response.rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
        const own = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding'];
        const kept = names.filter((name) => !own.includes(name));
        const values = kept.map((name) => [name, String(response.headers[name])]);
        resolve({ headers: Object.fromEntries(values) as Said['headers'], body: Buffer.concat(chunks) });
      })
        .once('error', reject)
        .end();
    });
    return said.headers.etag ?? '';
  },
  /** What the 20,000th gig of the newest first is: for a cursor to the 1,000th page. */
  async far({ rows }: { rows: number }) {
    const [gig] = await gigs()
      .find({ state: 'published' }, { projection: { publishedAt: 1 } })
      .sort({ publishedAt: -1, _id: -1 })
      .skip(rows)
      .limit(1)
      .toArray();
    return { value: (gig!.publishedAt as Date).getTime(), id: String(gig!._id) };
  },
  /** From here on CPU is counted. */
  count() {
    globalThis.gc?.();
    began = process.cpuUsage();
  },
  /** Microseconds of CPU, user and system, of all threads since `count`. */
  cpu() {
    const { user, system } = process.cpuUsage(began);
    return user + system;
  },
  /** What lists can be asked for: each region in which there is a gig, and those above it; each day that one has. */
  async asked() {
    const all = await gigs()
      .find({}, { projection: { regionPath: 1, days: 1 } })
      .toArray();
    const each = (field: string) => [...new Set(all.flatMap((gig) => (gig[field] as unknown[]).map(String)))];
    return { regions: each('regionPath').sort(), days: each('days').sort() };
  },
  /** A gig more of this kind, or any one less; until all that follows from it is done. */
  async change({ tradeId, regionId, less }: { tradeId: string; regionId: string; less: boolean }) {
    const { client, employerId } = employer!;
    if (less) {
      const own = { state: 'published', employerId: new ObjectId(employerId) };
      const gig = await gigs().findOne(own, { projection: { _id: 1 } });
      await expectStatus(client.post(`/gigs/${gig!._id}/withdraw`), 200);
    } else {
      await publishGig(product!, employer!, { tradeId, workplace: { regionId } });
    }
    await settle(product!);
  },
  /** A posting, ready to be sent. */
  async posting() {
    const posting = await buildPosting(product!);
    return JSON.stringify({ employerId: employer!.employerId, posting });
  },
  /** Until all that follows from what was posted is done. */
  settle: () => settle(product!),
  /** Milliseconds of one acknowledged insert of a gig's document, with all the indexes of gigs. */
  async insert() {
    const [like] = await gigs().find().sort({ _id: -1 }).limit(1).toArray();
    const gig = { ...like, _id: new ObjectId(), number: `b${new ObjectId()}`, state: 'draft' };
    const at = performance.now();
    await gigs().insertOne(gig, { writeConcern: { w: 'majority' } });
    return performance.now() - at;
  },
  async stop() {
    floor.closeAllConnections();
    floor.close();
    await native?.close();
    await product?.close();
    await database?.close();
  },
};
export type ServerCalls = typeof calls;
answerCalls(calls);
