import { crossValidate } from './cross-validate.ts';
import { DEVELOPMENT, HELD_OUT_BEFORE, HELD_OUT_FIRST, HELD_OUT_FRESH } from './postings.ts';
import { counts, type Result, score } from './score.ts';
import { speed } from './speed.ts';

const print = (line = '') => process.stdout.write(`${line}\n`);
const share = (part: number, of: number) =>
  `${part} of ${of} (${of === 0 ? '0.0' : ((100 * part) / of).toFixed(1)} %)`;
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
const uniq = (ids: readonly string[]) => [...new Set(ids)].sort();

function summary(title: string, results: readonly Result[]): void {
  const n = counts(results);
  print(`${title}: ${results.length} postings, ${n.clean} clean, ${n.bad} bad; counted by posting`);
  print(`  false blocks             ${share(n.falseBlocks, n.clean)}`);
  print(`  false asks               ${share(n.falseAsks, n.clean)}`);
  print(`  a wrong silent           ${share(n.missed, n.bad)}`);
  print(`  not flagged at all       ${share(n.unseen, n.bad)}`);
  print(`  of these seen by the classifier ${share(n.caught, n.unseen)}`);
  print(`  false looks of the classifier   ${share(n.falseLooks, n.clean)}`);
}

/** One line for each rule (or kind, the part of a rule's id before the point). */
function table(title: string, results: readonly Result[], nameOf: (id: string) => string): void {
  print(title);
  const first = (ids: string) => nameOf(ids.split('/')[0]!);
  const clean = results.filter((r) => r.case.expect.length === 0);
  const names = uniq(
    results.flatMap((r) => [
      ...r.case.expect.map(first),
      ...r.falseBlocks.map(nameOf),
      ...r.falseAsks.map(nameOf),
    ]),
  );
  for (const name of names) {
    const expecting = results.filter((r) => r.case.expect.some((ids) => first(ids) === name));
    const missed = expecting.filter((r) => r.misses.some((ids) => first(ids) === name)).length;
    const wrong = (of: (r: Result) => string[]) =>
      clean.filter((r) => of(r).some((id) => nameOf(id) === name)).length;
    print(
      `  ${name.padEnd(30)} missed ${share(missed, expecting.length).padEnd(20)} false blocks ${wrong((r) => r.falseBlocks)}, false asks ${wrong((r) => r.falseAsks)}`,
    );
  }
}

function faults(results: readonly Result[]): void {
  for (const r of results) {
    const clean = r.case.expect.length === 0;
    const found = [
      ...(clean ? r.falseBlocks.map((id) => `false block ${id}`) : []),
      ...(clean ? r.falseAsks.map((id) => `false ask ${id}`) : []),
      ...(clean && r.looked ? ['false look'] : []),
      ...r.misses.map((id) => `missed ${id}${r.looked ? ' (seen by the classifier)' : ''}`),
    ];
    if (found.length > 0) print(`- ${r.case.name}: ${found.join(', ')} ${r.words.join(' | ')}`.trimEnd());
  }
}

/** Everything that is known of how well the rules read; `--faults` names each posting of the development part. */
export async function report(options: readonly string[]): Promise<void> {
  const parts = [
    ['Development', DEVELOPMENT.map(score)],
    ['Held out', HELD_OUT_BEFORE.map(score)],
  ] as const;
  for (const [title, results] of parts) summary(title, results);
  summary('Of these held out first, before the rules', HELD_OUT_FIRST.map(score));
  summary('Held out last', HELD_OUT_FRESH.map(score));
  for (const [title, results] of parts) {
    print();
    table(`${title}, by kind:`, results, (id) => id.split('.')[0]!);
    table(`${title}, by rule:`, results, (id) => id);
  }
  print();
  const { threshold, precision, recall, falseAsks } = crossValidate(DEVELOPMENT);
  print('Classifier alone, 10-fold, three times, over the development part, at its threshold:');
  print(`  threshold ${threshold.toFixed(3)}, precision ${percent(precision)}, recall ${percent(recall)}`);
  print(`  asks about clean postings ${percent(falseAsks)}`);
  print();
  for (const line of speed()) print(line);
  if (options.includes('--faults')) {
    print();
    faults(parts[0][1]);
  }
}
