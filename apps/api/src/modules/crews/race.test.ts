import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crewRace, makeRace, type Race } from './fixtures/race.ts';

let server: TestServer;
let race: Race;
beforeAll(async () => {
  server = await startTestServer();
  race = await makeRace(server, { crews: 3, size: 4, singles: 24 });
});
afterAll(() => server.close());

test('crews and single takers on one gig of two roles while its employer edits: whole crews, no place twice', async () => {
  for (let round = 0; round < 4; round++) {
    const { oversold, half, double, done } = await crewRace(server, race, round);
    expect({ oversold, half, double }).toEqual({ oversold: 0, half: 0, double: 0 });
    expect(done).toBeGreaterThan(0);
  }
});
