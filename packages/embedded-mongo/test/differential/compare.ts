import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { type Db, MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../../src/server.ts';
import { explanation } from './differences.ts';
import { scenario } from './operations.ts';
import { type Case, FellOver, runScenario, same } from './run.ts';

export interface Comparison {
  cases: number;
  /** Cases whose answers differ as is known, by the difference's name. */
  known: Map<string, number>;
  differences: Case[];
  /** Operations on which the other server fell over, so that the rest of their scenarios was left out. */
  felled: string[];
}

/** So many operations make one scenario; its documents and indexes are compared too, but are no cases. */
const PER_SCENARIO = 20;
const RECOVERY_MS = 60_000;

/** Puts the same generated operations to this server and to the one at `url`, in a database of their own there. */
export async function compareWith(url: string, cases: number, seed: number): Promise<Comparison> {
  const server = await startEmbeddedMongo();
  const clients = await Promise.all([server.url, url].map((each) => MongoClient.connect(each)));
  const [ours, theirs] = clients.map((client) => client.db(`differential_${process.pid}`));
  const result: Comparison = { cases: 0, known: new Map(), differences: [], felled: [] };
  const count = (one: Case) => {
    if (!one.preparing) result.cases++;
    if (same(one.ours, one.theirs)) return;
    const name = explanation(one);
    if (name === undefined) result.differences.push(one);
    else result.known.set(name, (result.known.get(name) ?? 0) + 1);
  };
  try {
    for (const one of fc.sample(scenario, { numRuns: Math.ceil(cases / PER_SCENARIO), seed }))
      await runScenario(ours!, theirs!, one, count).catch(async (error: unknown) => {
        if (!(error instanceof FellOver) || error.server !== theirs) throw error;
        result.felled.push(error.message);
        await answers(theirs);
      });
  } finally {
    await Promise.allSettled([ours!.dropDatabase(), theirs!.dropDatabase()]);
    await Promise.all(clients.map((client) => client.close()));
    await server.close();
  }
  return result;
}

/** Waits until a server that fell over answers again. */
async function answers(server: Db): Promise<void> {
  const given = performance.now();
  for (;;) {
    try {
      await server.collection('c').countDocuments();
      return;
    } catch (error) {
      if (performance.now() - given > RECOVERY_MS) throw error;
      await pause(500);
    }
  }
}
