import { checkPosting } from '../src/posting/check.ts';
import { CONTEXT, posting } from './case.ts';
import { CASES } from './postings.ts';

const RUNS = 300;

/** All texts of the corpus, one after the other: a text of any length that is like what is posted. */
const ALL = CASES.map((one) => one.posting.description).join('\n');

function times(length: number, runs: number): { p50: number; p99: number } {
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    // Another part of the corpus each time: what is remembered of a text is no help.
    const from = (run * 397) % (ALL.length - length);
    const one = { ...posting({ title: '搬货' }), description: ALL.slice(from, from + length) };
    const start = performance.now();
    checkPosting(one, CONTEXT);
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  return { p50: taken[Math.floor(runs * 0.5)]!, p99: taken[Math.floor(runs * 0.99)]! };
}

/** How long one check takes, and how that grows with the text. */
export async function speed(): Promise<string[]> {
  times(2000, 50);
  const lines = ['Time of one check, Node:'];
  for (const length of [2000, 4000, 8000]) {
    const { p50, p99 } = times(length, RUNS);
    lines.push(`  ${length} characters: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
  }
  return lines;
}
