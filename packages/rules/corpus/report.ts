import { CASES } from './postings.ts';
import { type Result, score } from './score.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

function summary(title: string, results: readonly Result[]): void {
  const clean = results.filter((r) => r.case.expect.length === 0);
  const expected = results.flatMap((r) => r.case.expect);
  const count = (pick: (r: Result) => string[]) => results.flatMap(pick).length;
  print(`${title}: ${results.length} postings, ${clean.length} clean, ${expected.length} flags expected`);
  print(`  false blocks ${count((r) => r.falseBlocks)}`);
  print(`  false asks   ${count((r) => r.falseAsks)}`);
  print(`  misses       ${count((r) => r.misses)}`);
}

function byRule(results: readonly Result[]): void {
  const rules = new Set(results.flatMap((r) => [...r.case.expect, ...r.falseBlocks, ...r.falseAsks]));
  for (const rule of [...rules].sort()) {
    const of = (pick: (r: Result) => readonly string[]) =>
      results.flatMap(pick).filter((id) => id === rule).length;
    const expected = of((r) => r.case.expect);
    const found = expected - of((r) => r.misses);
    const wrong = of((r) => r.falseBlocks) + of((r) => r.falseAsks);
    print(`  ${rule.padEnd(32)} expected ${expected}, found ${found}, wrong ${wrong}`);
  }
}

const results = CASES.map(score);
summary(
  'Written before the rules',
  results.filter((r) => r.case.unseen),
);
summary(
  'Written with the rules in view',
  results.filter((r) => !r.case.unseen),
);
print('By rule:');
byRule(results);
for (const r of results) {
  const faults = [
    ...r.falseBlocks.map((id) => `false block ${id}`),
    ...r.falseAsks.map((id) => `false ask ${id}`),
    ...r.misses.map((id) => `missed ${id}`),
  ];
  if (faults.length > 0) print(`- ${r.case.name}: ${faults.join(', ')} ${r.words.join(' | ')}`);
}
