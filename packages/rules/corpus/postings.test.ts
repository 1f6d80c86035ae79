import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkPosting, RULES } from '../src/posting/check.ts';
import { HARMLESS, HONEST, THRESHOLD } from '../src/posting/likeness-weights.ts';
import { textFields } from '../src/posting/text.ts';
import {
  CASES,
  DEVELOPMENT,
  HELD_OUT,
  HELD_OUT_BEFORE,
  HELD_OUT_FIRST,
  HELD_OUT_FRESH,
  SHOWN,
} from './postings.ts';
import { readJudged } from './read.ts';
import { counts, score } from './score.ts';
import { weightsSource } from './train.ts';
import { WEIGHTS_FILE } from './write-weights.ts';

describe('the corpus of postings', () => {
  it('is large, has both kinds and names each posting once', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(1100);
    const clean = CASES.filter((c) => c.expect.length === 0).length;
    expect(Math.abs(clean / CASES.length - 0.5)).toBeLessThan(0.02);
    expect(HELD_OUT.length / CASES.length).toBeGreaterThan(0.2);
    expect(DEVELOPMENT.length + HELD_OUT.length).toBe(CASES.length);
    expect(new Set(CASES.map((c) => c.name)).size).toBe(CASES.length);
  });

  it('expects every rule at least once', () => {
    const expected = new Set(CASES.flatMap((c) => c.expect).flatMap((ids) => ids.split('/')));
    expect(RULES.map((r) => r.id).filter((id) => !expected.has(id))).toEqual([]);
  });

  it('expects no rule that is not there', () => {
    const known = new Set(RULES.map((r) => r.id));
    const expected = CASES.flatMap((c) => c.expect).flatMap((ids) => ids.split('/'));
    expect(expected.filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(SHOWN.map((c) => [c.name, c] as const))('%s', (_, one) => {
    const { falseBlocks, falseAsks, misses } = score(one);
    expect({ falseBlocks, falseAsks, misses }).toEqual({ falseBlocks: [], falseAsks: [], misses: [] });
  });

  it.each(readJudged().map((c) => [c.name, c.posting.title, c] as const))('honest: %s %s', (_, __, one) => {
    const { falseBlocks, falseAsks, misses } = score(one);
    expect({ falseBlocks, falseAsks, misses }).toEqual({ falseBlocks: [], falseAsks: [], misses: [] });
  });

  it('marks words that stand in the field named', { timeout: 60_000 }, () => {
    for (const { posting, context } of CASES) {
      const texts = new Map(textFields(posting).map(({ field, text }) => [field, text]));
      for (const flag of checkPosting(posting, context)) {
        for (const word of flag.words) expect(texts.get(flag.field)).toContain(word);
      }
    }
  });
});

/**
 * What is reached, in shares of the clean and of the bad postings. The goal for all parts: no false block, less than
 * 2 % false asks, less than 10 % missed. Those held out first are held by themselves: what was added to them later, by
 * who wrote the rules, must not hide what happens to them.
 */
const REACHED = [
  { part: 'development', cases: DEVELOPMENT, falseBlocks: 0, falseAsks: 0.02, missed: 0.1 },
  { part: 'held out', cases: HELD_OUT_BEFORE, falseBlocks: 0.005, falseAsks: 0.02, missed: 0.18 },
  { part: 'first held out', cases: HELD_OUT_FIRST, falseBlocks: 0.005, falseAsks: 0.03, missed: 0.18 },
  { part: 'last held out', cases: HELD_OUT_FRESH, falseBlocks: 0, falseAsks: 0.01, missed: 0.1 },
];

describe.each(REACHED)('the $part part', ({ cases, falseBlocks, falseAsks, missed }) => {
  it('is read no worse than it was', { timeout: 60_000 }, () => {
    const n = counts(cases.map(score));
    expect(n.falseBlocks / n.clean).toBeLessThanOrEqual(falseBlocks);
    expect(n.falseAsks / n.clean).toBeLessThanOrEqual(falseAsks);
    expect(n.missed / n.bad).toBeLessThanOrEqual(missed);
    expect(n.falseLooks / n.clean).toBeLessThan(0.01);
    expect(n.caught).toBeGreaterThan(0);
  });
});

describe('the weights of the classifier', () => {
  const file = readFileSync(WEIGHTS_FILE, 'utf8');

  it('are those that the corpus makes: else run `npm run rules -- train`', () => {
    expect(weightsSource({ threshold: THRESHOLD, harmless: HARMLESS, honest: HONEST }) === file).toBe(true);
    // It fits them all anew.
  }, 60_000);

  it('are small', () => {
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(64 * 1024);
  });
});
