import { checkPosting } from '../src/posting/check.ts';
import { CONTEXT, posting } from './case.ts';
import { CASES } from './postings.ts';

const RUNS = 300;
export const LENGTHS = [2000, 4000, 8000] as const;

/** Texts as they are posted, honest ones: no rule flags most of them, and the classifier reads those too. */
const TEXT = CASES.filter((one) => one.expect.length === 0)
  .map((one) => one.posting.description)
  .join('\n');

/** Other parts of the texts each time: what is remembered of a text is no help. */
export const samples = (length: number, count = RUNS): string[] =>
  Array.from({ length: count }, (_, at) => {
    const from = (at * 397) % (TEXT.length - length);
    return TEXT.slice(from, from + length);
  });

export function quantiles(taken: readonly number[]): { p50: number; p99: number } {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Milliseconds of processor time: another's load on the machine is not the rules' time. */
function times(length: number): { p50: number; p99: number } {
  const one = posting({ title: '搬货' });
  return quantiles(
    samples(length).map((description) => {
      const start = process.cpuUsage();
      checkPosting({ ...one, description }, CONTEXT);
      return process.cpuUsage(start).user / 1000;
    }),
  );
}

/** Nothing but one doubtful word, without a stop: what is looked at for each hit must not be looked at anew. */
const HOSTILE = ['押金', '押*金', '男女不限', '体检费', '大麻袋'];

/** The longest that a hostile text of a length takes, in milliseconds of processor time. */
function worst(length: number): number {
  const one = posting({ title: '搬货' });
  const taken = HOSTILE.map((word) => {
    const description = word.repeat(length).slice(0, length);
    const start = process.cpuUsage();
    checkPosting({ ...one, description }, CONTEXT);
    return process.cpuUsage(start).user / 1000;
  });
  return Math.max(...taken);
}

/** How long one check takes in Node, and how that grows with the text; in a browser: `npm run bench rules`. */
export function speed(): string[] {
  times(LENGTHS[0]);
  return [
    'Time of one check in Node, processor time:',
    ...LENGTHS.map((length) => {
      const { p50, p99 } = times(length);
      return `  ${length} characters: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
    }),
    ...LENGTHS.map((length) => `  ${length} characters of one doubtful word: ${worst(length).toFixed(1)} ms`),
  ];
}
