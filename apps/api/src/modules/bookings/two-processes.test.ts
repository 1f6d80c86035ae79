import type { MyBooking } from '@linggong/contracts/booking.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { makeEmployer, makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { borrowDatabase } from '@linggong/testkit/database.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSettings } from '../../platform/settings.ts';
import { type RunningServer, start } from '../../start.ts';

let server: TestServer;
let database: Awaited<ReturnType<typeof borrowDatabase>>;
let second: RunningServer;
beforeAll(async () => {
  server = await startTestServer();
  database = await borrowDatabase();
  const { connection, secret } = server.deps;
  second = await start({
    settings: parseSettings({ PORT: '0', MONGODB_DATABASE: connection.name }),
    mongodbUrl: database.url,
    secret,
    log: pino({ level: 'silent' }),
    sms: server.sms.provider,
    limitScale: 1000,
  });
});
afterAll(async () => {
  await second.stop();
  await server.close();
  await database.giveBack();
});

test('who asks through one process while the other closes the gig is answered, never left waiting', async () => {
  const boss = await makeEmployer(server);
  const people = await Promise.all(Array.from({ length: 8 }, () => makeWorker(server)));
  for (const _ of Array(4)) {
    const gig = await publishGig(server, boss, { bookingMode: 'choose', shifts: [shiftOn(server, 2, 1)] });
    const ask = async (cookie: string) => {
      const answer = await fetch(`${second.url}/api/v1/gigs/${gig.id}/bookings`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: '{"version":1}',
      });
      const body = (await answer.json()) as MyBooking & Problem;
      return answer.status === 201 ? 'asked' : body.code;
    };
    const [closed, ...asked] = await Promise.all([
      boss.client.post(`/gigs/${gig.id}/close`),
      ...people.map(({ client }) => ask(client.cookie())),
    ]);
    expect(closed).toMatchObject({ status: 200 });
    for (const answer of asked) expect(['asked', 'booking.refused']).toContain(answer);
    expect(await server.deps.models.bookings.countDocuments({ gigId: gig.id, active: true })).toBe(0);
  }
});
