import { crewRace, makeRace } from '@linggong/api/modules/crews/fixtures/race.ts';
import { startTestServer } from '@linggong/testkit/server.ts';
import { endOnSignals, figure, progress } from './figures.ts';

/**
 * Rounds of crews and single takers on one gig of two roles, all at once, while its employer edits it. Each crew has
 * somebody of the next one. What must not be is counted from what is stored: places that were given twice, crews of
 * which only a part was booked, people who are booked twice. `actions`: answered requests per second of all rounds.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 100);
const SIZES = { crews: 3, size: 6, singles: Number(process.env.SINGLES ?? 100) };

endOnSignals();
const server = await startTestServer({ settings: { CAPS: 'takes=5000,takes_of_employer=5000' } });
const race = await makeRace(server, SIZES);
const sum = { oversold: 0, half: 0, double: 0, done: 0, seconds: 0 };
for (let round = 0; round < ROUNDS; round++) {
  const one = await crewRace(server, race, round);
  sum.oversold += one.oversold;
  sum.half += one.half;
  sum.double += one.double;
  sum.done += one.done;
  sum.seconds += one.seconds;
  if ((round + 1) % 10 === 0) progress('crew-race', round + 1, ROUNDS);
}
await server.close();

figure('crew.oversold', sum.oversold, 'count');
figure('crew.half', sum.half, 'count');
figure('crew.double', sum.double, 'count');
figure('crew.actions', sum.done / sum.seconds, 'per_s');
