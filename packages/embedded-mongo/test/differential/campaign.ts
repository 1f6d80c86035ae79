import { EJSON } from 'bson';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { startEmbeddedMongo } from '../../src/server.ts';
import { scenario } from './operations.ts';
import { type Case, runScenario, same } from './run.ts';

/** `MONGODB_URL=... CASES=20000 SEED=1 node test/differential/campaign.ts`: lists the differences by class. */
const {
  MONGODB_URL: url,
  CASES = '2000',
  SEED = String(Date.now() % 1e6),
  SHOW = '2',
  ONLY = '',
} = process.env;
if (!url) throw new Error('MONGODB_URL names the server to compare with');

const server = await startEmbeddedMongo();
const [ours, theirs] = await Promise.all([MongoClient.connect(server.url), MongoClient.connect(url)]);
const name = `differential_${process.pid}`;
const classes = new Map<string, Case[]>();
let cases = 0;

function classOf({ operation, ours: a, theirs: b }: Case): string {
  const text = EJSON.stringify(new Map(operation.command), { relaxed: false });
  const names = [
    ...new Set(
      text.match(
        /"\$(?!number|date|oid|binary|regularExpression|timestamp|minKey|maxKey|undefined)[a-zA-Z[\]]+"/g,
      ) ?? [],
    ),
  ].sort();
  const what = a.error !== undefined || b.error !== undefined ? `errors ${a.error} / ${b.error}` : 'answers';
  return what === 'answers' ? `${operation.kind} ${what} ${names.join(' ')}` : `${what} ${operation.kind}`;
}

function show({ operation, before, indexes, ours: a, theirs: b }: Case): string {
  const ownOnly = a.parts.filter((part) => !b.parts.includes(part));
  const otherOnly = b.parts.filter((part) => !a.parts.includes(part));
  const ids = new Set([...ownOnly, ...otherOnly].map((part) => /"_id":\{[^}]*\}/.exec(part)?.[0]));
  return [
    `    ${EJSON.stringify(new Map(operation.command), { relaxed: false })}`,
    ...indexes.map((spec) => `    index ${spec}`),
    ...before
      .filter((text) => ids.has(/"_id":\{[^}]*\}/.exec(text)?.[0]))
      .map((text) => `    before ${text}`),
    `    ours   ${a.error ?? ''} ${a.message ?? ''}`,
    ...ownOnly.map((part) => `           ${part}`),
    `    theirs ${b.error ?? ''} ${b.message ?? ''}`,
    ...otherOnly.map((part) => `           ${part}`),
    ownOnly.length + otherOnly.length === 0 && a.error === b.error
      ? `    order: ${a.parts.join(' ')}\n     ---> ${b.parts.join(' ')}`
      : '',
  ].join('\n');
}

const started = performance.now();
try {
  const stream = fc.sample(scenario, { numRuns: Math.ceil(Number(CASES) / 20), seed: Number(SEED) });
  for (const one of stream)
    await runScenario(ours.db(name), theirs.db(name), one, (it) => {
      cases++;
      if (same(it.ours, it.theirs)) return;
      const key = classOf(it);
      if (!key.includes(ONLY)) return;
      classes.set(key, [...(classes.get(key) ?? []), it]);
    });
} finally {
  const sorted = [...classes].sort(([, a], [, b]) => b.length - a.length);
  for (const [key, all] of sorted) {
    console.log(`${all.length} x ${key}`);
    for (const one of all.slice(0, Number(SHOW))) console.log(`${show(one)}\n`);
  }
  const differences = sorted.reduce((sum, [, all]) => sum + all.length, 0);
  console.log(
    `seed ${SEED}: ${cases} cases, ${differences} differences, ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  await Promise.all([ours.db(name).dropDatabase(), theirs.db(name).dropDatabase()]);
  await Promise.all([ours.close(), theirs.close()]);
  await server.close();
}
