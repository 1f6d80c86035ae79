import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import {
  makeEmployer,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  shiftOn,
} from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { borrowDatabase } from '@linggong/testkit/database.ts';
import { startTestServer } from '@linggong/testkit/server.ts';
import { describe, expect, test } from 'vitest';
import { changeWords, gigsTold, hrefs, market, saveFor, settled, watcher } from './fixtures/watching.ts';
import { alertFollower } from './follow.ts';

const on = market();

describe('put to the alerts late', () => {
  /** A follower of one's own that has read all alerts, and the event of a gig that it has still to handle. */
  async function late(more: Parameters<typeof publishGig>[2] = {}) {
    const who = await makeWorker(on.server);
    const spec = alertFollower(on.server.deps);
    const gig = await publishGig(on.server, on.boss, more);
    await settled(on.server);
    const events = await on.server.deps.events.after(0, 10_000);
    const event = events.find(
      ({ type, payload }) =>
        type === 'gig.published.v1' && (payload as { gig: { id: string } }).gig.id === gig.id,
    )!;
    const alert = await saveFor(who.client, { region: await regionId(on.server, PLACES.ruyi) });
    await spec.onTakeover!();
    return { ...who, gig, alert, handle: () => spec.handle([event]) };
  }

  test('the same event again tells nobody again', async () => {
    const { client, gig, handle } = await late();
    await handle();
    await handle();
    expect(await gigsTold(client)).toEqual(hrefs(gig));
    await settled(on.server);
    expect(
      await on.server.deps.models.notices.countDocuments({ key: `gig.match:${gig.id}` }),
    ).toBeGreaterThan(0);
  });

  test.each<[string, (given: Awaited<ReturnType<typeof late>>) => Promise<unknown>]>([
    [
      'a gig that was closed since',
      ({ gig }) => expectStatus(on.boss.client.post(`/gigs/${gig.id}/close`), 200),
    ],
    [
      'a gig that is full since',
      async ({ gig }) =>
        expectStatus(
          (await makeWorker(on.server)).client.post(`/gigs/${gig.id}/bookings`, { version: 1 }),
          201,
        ),
    ],
    [
      'a gig with a newer version, that has an event of its own',
      ({ gig }) => changeWords(on.boss.client, gig, '把货从车上搬到库房，马齐。'),
    ],
    [
      'an alert that was paused since',
      ({ client, alert }) => expectStatus(client.patch(`/me/alerts/${alert.id}`, { paused: true }), 200),
    ],
    [
      'an alert that was deleted since',
      ({ client, alert }) => expectStatus(client.delete(`/me/alerts/${alert.id}`), 204),
    ],
  ])('%s is not told', async (_what, change) => {
    const given = await late({ shifts: [shiftOn(on.server, 1, 1)] });
    await change(given);
    // The alert was saved after the gig: nobody else tells its owner, unless of the newer version.
    await settled(on.server);
    await on.server.deps.models.notices.deleteMany({ personId: given.personId });
    await given.handle();
    expect(await gigsTold(given.client)).toEqual([]);
  });

  test('a filter that can’t be read any more does not stop the others', async () => {
    const { client, gig, alert, handle } = await late();
    const other = await makeWorker(on.server);
    const broken = await saveFor(other.client, { payMin: '1' });
    await on.server.deps.models.alerts.updateOne(
      { _id: broken.id },
      { $set: { filter: { near: 'nowhere' } } },
    );
    await handle();
    expect(await gigsTold(client)).toEqual(hrefs(gig));
    await on.server.deps.models.alerts.deleteMany({ _id: { $in: [broken.id, alert.id] } });
  });
});

test('on two processes each gig is told once, wherever it is posted', async () => {
  const [here, there] = [
    await watcher(on.server, { q: '夜里装车' }),
    await watcher(on.beside, { q: '夜里装车' }),
  ];
  const gigs: ManagedGig[] = [];
  for (let i = 0; i < 6; i += 1)
    gigs.push(await publishGig(i % 2 ? on.beside : on.server, on.boss, { title: `夜里装车${i}` }));
  await settled(on.server);
  for (const { client } of [here, there]) expect(await gigsTold(client)).toEqual(hrefs(...gigs));
});

test('where the process that matches is killed another goes on: every gig is told, and once', async () => {
  const database = await borrowDatabase();
  const file = fileURLToPath(new URL('./fixtures/process.ts', import.meta.url));
  const child = spawn(process.execPath, [file, database.url, database.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const survivor = await startTestServer({ beside: { database } });
  try {
    const employer = await makeEmployer(survivor);
    const people = [];
    for (let i = 0; i < 5; i += 1) people.push(await watcher(survivor, i % 2 ? {} : { trade: 'loading' }));
    const gigs = [await publishGig(survivor, employer)];
    await settled(survivor);
    for (let i = 0; i < 3; i += 1) gigs.push(await publishGig(survivor, employer));
    child.kill('SIGKILL');
    await once(child, 'exit');
    // Saved while nobody matches.
    people.push(await watcher(survivor, { trade: 'loading' }));
    const last = await publishGig(survivor, employer);
    await settled(survivor);
    for (const { client } of people.slice(0, 5)) expect(await gigsTold(client)).toEqual(hrefs(...gigs, last));
    expect(await gigsTold(people[5]!.client)).toContain(`/gigs/${last.number}`);
  } finally {
    child.kill('SIGKILL');
    await survivor.deps.connection.dropDatabase();
    await survivor.close();
    await database.giveBack();
  }
});
