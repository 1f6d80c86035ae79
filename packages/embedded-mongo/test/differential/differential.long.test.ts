import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { startEmbeddedMongo } from '../../src/server.ts';
import { compareWith } from './compare.ts';
import { scenario } from './operations.ts';
import { show } from './report.ts';
import { type Case, runScenario, same } from './run.ts';

const { MONGODB_URL: url, CASES = '300', SEED = '1' } = process.env;

test.runIf(url)(`another server answers the same (CASES=${CASES} SEED=${SEED})`, async () => {
  const { cases, differences } = await compareWith(url!, Number(CASES), Number(SEED));
  expect(cases).toBeGreaterThan(Number(CASES) / 2);
  expect(differences.map((one) => show(one))).toEqual([]);
});

/**
 * Without another server: the same operations with and without indexes. The plain collection has no index but that of
 * `_id`, so what a plan leaves out, finds twice or puts into another order shows.
 */
test.skipIf(url)(`indexes change no answer (SEED=${SEED})`, async () => {
  const server = await startEmbeddedMongo();
  const client = await MongoClient.connect(server.url);
  const differences: Case[] = [];
  let cases = 0;
  try {
    for (const one of fc.sample(scenario, { numRuns: Math.ceil(Number(CASES) / 20), seed: Number(SEED) })) {
      // A unique index keeps out documents, and so do arrays side by side in a compound one.
      const indexes = one.indexes.filter((spec) => !spec.has('unique'));
      const asked = { ...one, indexes, indexedFirst: false };
      const count = (it: Case) => {
        cases++;
        if (!same(it.ours, it.theirs) && it.ours.error !== 171) differences.push(it);
      };
      await runScenario(client.db('indexed'), client.db('plain'), asked, count, []);
    }
  } finally {
    await client.close();
    await server.close();
  }
  expect(cases).toBeGreaterThan(Number(CASES) / 2);
  expect(differences.map(show)).toEqual([]);
});
