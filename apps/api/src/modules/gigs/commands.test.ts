import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { buildPosting, makeEmployer, makeWorker } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { borrowDatabase } from '@linggong/testkit/database.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { settle } from '@linggong/testkit/settle.ts';
import type { mongo } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';

type Database = Awaited<ReturnType<typeof borrowDatabase>>;
type Employer = Awaited<ReturnType<typeof makeEmployer>>;

let database: Database;
let server: TestServer;
let boss: Employer;

beforeAll(async () => {
  database = await borrowDatabase();
  const url = `${database.url}${database.url.includes('?') ? '&' : '?'}monitorCommands=true`;
  const now = new Date();
  server = await startTestServer({ clock: () => now, beside: { database: { ...database, url } } });
  boss = await makeEmployer(server);
});
afterAll(async () => {
  await server.deps.connection.dropDatabase();
  await server.close();
  await database.giveBack();
});

/** What requests ask; the rest is of whoever looks for work that is due. */
const ASKED =
  /^(aggregate (session|gigs)|(find|insert|update) (gigs|employers|decisions|bookings|persons|memberships)|insert outbox|commitTransaction)$/;

/**
 * What a request asks of the database, in rounds: what is asked while something else is on its way is in the same one.
 * Of what comes after a commit it isn't known who asked.
 */
async function roundsOf<T>(request: () => Promise<T>): Promise<{ answer: T; rounds: string[][] }> {
  await settle(server);
  const rounds: string[][] = [];
  const underWay = new Set<number>();
  const client = server.deps.connection.getClient();
  const asked = ({ commandName, command, requestId }: mongo.CommandStartedEvent) => {
    const on = command[commandName];
    const said = typeof on === 'string' ? `${commandName} ${on}` : commandName;
    if (!ASKED.test(said)) return;
    if (underWay.size === 0) rounds.push([]);
    rounds.at(-1)!.push(said);
    underWay.add(requestId);
  };
  const answered = ({ requestId }: mongo.CommandSucceededEvent) => void underWay.delete(requestId);
  client.on('commandStarted', asked).on('commandSucceeded', answered);
  try {
    return { answer: await request(), rounds: rounds.map((round) => round.toSorted()) };
  } finally {
    client.off('commandStarted', asked).off('commandSucceeded', answered);
  }
}
const committedIn = (rounds: string[][]) =>
  rounds.findIndex((round) => round.includes('commitTransaction')) + 1;
const upToCommit = (rounds: string[][]) => rounds.slice(0, committedIn(rounds));

const saveDraft = async () => {
  const posting = await buildPosting(server);
  return expectStatus(boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId, posting }), 201);
};

test('a draft is one read of who asks, two at the same time of its employer and the drafts of that, and one write', async () => {
  // Draws the numbers for this one and the next.
  await saveDraft();
  const { answer, rounds } = await roundsOf(saveDraft);
  expect(answer.state).toBe('draft');
  expect(rounds).toEqual([['aggregate session'], ['aggregate gigs', 'find employers'], ['insert gigs']]);
});

test('a gig is public after two reads at the same time and three writes, which are committed together', async () => {
  const { id, revision } = await saveDraft();
  const { answer, rounds } = await roundsOf(() =>
    expectStatus(boss.client.post<ManagedGig>(`/gigs/${id}/submit`, { revision }), 200),
  );
  expect(answer).toMatchObject({ state: 'published', decisions: [{ decision: 'approve', by: 'auto' }] });
  expect(upToCommit(rounds)).toEqual([
    ['aggregate gigs', 'aggregate session'],
    ['update gigs'],
    ['insert decisions'],
    ['insert outbox'],
    ['commitTransaction'],
  ]);
});

test('what follows from it reads nobody who is not told', async () => {
  const { id, revision } = await saveDraft();
  const { rounds } = await roundsOf(async () => {
    await expectStatus(boss.client.post(`/gigs/${id}/submit`, { revision }), 200);
    await settle(server);
  });
  expect(rounds.slice(committedIn(rounds)).flat()).toEqual([]);
});

test.each([
  ['without a cookie', () => '', []],
  ['with a cookie that we have not signed', (cookie: string) => `${cookie.slice(0, -8)}AAAAAA%3D`, []],
  [
    'with the cookie of a session that has ended',
    (cookie: string) => cookie,
    [['aggregate gigs', 'aggregate session']],
  ],
])('nobody posts a gig %s, nor has more read for it', async (_how, cookieOf, wanted) => {
  const { id, revision } = await saveDraft();
  const { client } = await makeWorker(server);
  const cookie = cookieOf(client.cookie());
  await client.delete('/session');
  const { answer, rounds } = await roundsOf(() =>
    client.post(`/gigs/${id}/submit`, { revision }, { headers: { cookie } }),
  );
  expect(answer).toMatchObject({ status: 401, body: { code: 'auth.required' } });
  expect(rounds).toEqual(wanted);
});

test('of two who send it in at the same time one is told that it is done already', async () => {
  const { id, revision } = await saveDraft();
  const send = () => boss.client.post<ManagedGig & Problem>(`/gigs/${id}/submit`, { revision });
  const answers = await Promise.all([send(), send()]);
  const told = answers.map(({ status, body }) => [status, body.code ?? body.state]);
  expect(told.toSorted()).toEqual([
    [200, 'published'],
    [409, 'gig.wrong_state'],
  ]);
});
