import { checkPosting } from '../src/posting/check.ts';
import { CONTEXT, posting } from './case.ts';
import { CASES } from './postings.ts';

const RUNS = 300;

/** Texts as they are posted, honest ones: no rule flags them and the classifier reads them too. */
const TEXT = CASES.filter((one) => one.expect.length === 0)
  .map((one) => one.posting.description)
  .join('\n');

/** Milliseconds of processor time: another's load on the machine is not the rules' time. */
function times(length: number, runs: number): { p50: number; p99: number } {
  const one = posting({ title: '搬货' });
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    // Another part of the texts each time: what is remembered of a text is no help.
    const from = (run * 397) % (TEXT.length - length);
    const description = TEXT.slice(from, from + length);
    const start = process.cpuUsage();
    checkPosting({ ...one, description }, CONTEXT);
    taken.push(process.cpuUsage(start).user / 1000);
  }
  taken.sort((a, b) => a - b);
  return { p50: taken[Math.floor(runs * 0.5)]!, p99: taken[Math.floor(runs * 0.99)]! };
}

/** How long one check takes, and how that grows with the text. */
export function speed(): string[] {
  times(2000, 100);
  const lines = ['Time of one check in Node, processor time:'];
  for (const length of [2000, 4000, 8000]) {
    const { p50, p99 } = times(length, RUNS);
    lines.push(`  ${length} characters: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
  }
  return lines;
}
