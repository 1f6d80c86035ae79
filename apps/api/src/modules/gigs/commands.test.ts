import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { buildPosting, makeEmployer } from '@linggong/testkit/builders.ts';
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
  /^(aggregate session|(find|insert|update) (gigs|employers|decisions|bookings|persons|memberships)|insert outbox|commitTransaction)$/;

/** What a request asks of the database; of what comes after a commit it isn't known who asked. */
async function commandsOf<T>(request: () => Promise<T>): Promise<{ answer: T; commands: string[] }> {
  await settle(server);
  const commands: string[] = [];
  const client = server.deps.connection.getClient();
  const note = ({ commandName, command }: mongo.CommandStartedEvent) => {
    const on = command[commandName];
    const said = typeof on === 'string' ? `${commandName} ${on}` : commandName;
    if (ASKED.test(said)) commands.push(said);
  };
  client.on('commandStarted', note);
  try {
    return { answer: await request(), commands };
  } finally {
    client.off('commandStarted', note);
  }
}
const upToCommit = (commands: string[]) => commands.slice(0, commands.indexOf('commitTransaction') + 1);

const saveDraft = async () => {
  const posting = await buildPosting(server);
  return expectStatus(boss.client.post<ManagedGig>('/gigs', { employerId: boss.employerId, posting }), 201);
};

test('a draft is one read of who asks, one of the employer, and one write', async () => {
  // Draws the numbers for this one and the next.
  await saveDraft();
  const { answer, commands } = await commandsOf(saveDraft);
  expect(answer.state).toBe('draft');
  expect(commands).toEqual(['aggregate session', 'find employers', 'insert gigs']);
});

test('a gig is public after three reads and three writes, which are committed together', async () => {
  const { id, revision } = await saveDraft();
  const { answer, commands } = await commandsOf(() =>
    expectStatus(boss.client.post<ManagedGig>(`/gigs/${id}/submit`, { revision }), 200),
  );
  expect(answer).toMatchObject({ state: 'published', decisions: [{ decision: 'approve', by: 'auto' }] });
  expect(upToCommit(commands)).toEqual([
    'aggregate session',
    'find gigs',
    'find employers',
    'update gigs',
    'insert decisions',
    'insert outbox',
    'commitTransaction',
  ]);
});
