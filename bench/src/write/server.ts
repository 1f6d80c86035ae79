import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { buildPosting, makeEmployer, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { MongoClient } from 'mongodb';
import type { Ask } from '../api/asker.ts';
import { answerCalls } from '../live/ipc.ts';
import { startFloor } from './floor.ts';

/** The product on a database of another process, and the floor beside it in this one. */
const NAME = 'write';
const AT_ONCE = 12;

let product: TestServer;
let native: MongoClient;
let floor: Server;
let employer: Awaited<ReturnType<typeof makeEmployer>>;
const workers: Awaited<ReturnType<typeof makeWorker>>[] = [];
let days = 0;
let began = process.cpuUsage();

const asIn = (cookie: string, path: string, body: object): Ask => ({
  ...{ method: 'POST', path: `/api/v1${path}`, headers: { cookie }, body: JSON.stringify(body) },
});
async function draft(): Promise<ManagedGig> {
  const posting = await buildPosting(product);
  const { body } = await employer.client.post<ManagedGig>('/gigs', {
    employerId: employer.employerId,
    posting,
  });
  return body;
}
const gigWithPlaces = (places: number) =>
  publishGig(product, employer, { shifts: [shiftOn(product, 1 + (days++ % 300), places)] });

const calls = {
  async start({ url, people }: { url: string; people: number }) {
    product = await startTestServer({
      beside: { database: { url, name: NAME, giveBack: async () => undefined } },
    });
    employer = await makeEmployer(product);
    while (workers.length < people)
      workers.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => makeWorker(product)))));
    const { id, version } = await gigWithPlaces(1);
    await workers[0]!.client.post(`/gigs/${id}/bookings`, { version });
    await settle(product);
    native = await MongoClient.connect(url, { readConcern: { level: 'majority' } });
    floor = await startFloor(native, NAME);
    return {
      product: Number(new URL(product.url).port),
      floor: (floor.address() as AddressInfo).port,
    };
  },
  /** Drafts, and what sends them in: to the product, to the floor. */
  async drafts({ count }: { count: number }) {
    const cookie = employer.client.cookie();
    const product: Ask[] = [];
    const floor: Ask[] = [];
    for (let i = 0; i < count; i++) {
      const { id, revision } = await draft();
      product.push(asIn(cookie, `/gigs/${id}/submit`, { revision }));
      const other = await draft();
      floor.push({ method: 'POST', path: '/submit', body: JSON.stringify({ id: other.id }) });
    }
    return { product, floor };
  },
  /** What so many people ask for at once: the few places of a gig. */
  async takes({ people, places }: { people: number; places: number }) {
    const { id, version } = await gigWithPlaces(places);
    const { id: other } = await gigWithPlaces(places);
    const some = workers.slice(0, people);
    return {
      product: some.map(({ client }) => asIn(client.cookie(), `/gigs/${id}/bookings`, { version })),
      floor: some.map(() => ({ method: 'POST', path: '/take', body: JSON.stringify({ gigId: other }) })),
    };
  },
  settle: () => settle(product),
  count() {
    globalThis.gc?.();
    began = process.cpuUsage();
  },
  /** Milliseconds of CPU, user and system, of all threads since `count`. */
  cpu() {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  },
  async stop() {
    floor.closeAllConnections();
    floor.close();
    await native.close();
    await product.close();
  },
};
export type ServerCalls = typeof calls;
answerCalls(calls);
