import { compareWith } from './compare.ts';
import { classOf, show } from './report.ts';
import type { Case } from './run.ts';

/**
 * `MONGODB_URL=... CASES=20000 SEED=1 node test/differential/campaign.ts`: counts the cases, the known differences and
 * lists the others by class, `SHOW` of each. The exit code is 1 where there are others.
 */
const { MONGODB_URL: url, CASES = '2000', SEED = String(Date.now() % 1e6), SHOW = '3' } = process.env;
if (!url) throw new Error('MONGODB_URL names the server to compare with');

const started = performance.now();
const { cases, known, differences, felled } = await compareWith(url, Number(CASES), Number(SEED));
const seconds = Math.round((performance.now() - started) / 1000);

const classes = Map.groupBy(differences, classOf);
for (const [name, all] of [...classes].sort(([, a], [, b]) => b.length - a.length)) {
  console.log(`${all.length} x ${name}`);
  for (const one of all.slice(0, Number(SHOW))) console.log(`${show(one as Case)}\n`);
}
for (const [name, count] of [...known].sort(([, a], [, b]) => b - a))
  console.log(`known: ${count} x ${name}`);
for (const what of felled) console.log(`the other server fell over: ${what}`);
console.log(
  `seed ${SEED}: ${cases} cases, ${differences.length} unexplained differences, ${felled.length} falls of the other server, ${seconds} s`,
);
process.exitCode = differences.length > 0 ? 1 : 0;
