import { describe, expect, it } from 'vitest';
import { checkPosting, RULES } from '../src/posting/check.ts';
import { textFields } from '../src/posting/text.ts';
import { CASES } from './postings.ts';
import { score } from './score.ts';

describe('the corpus of postings', () => {
  it('is large, has both kinds and names each posting once', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(130);
    expect(CASES.filter((c) => c.expect.length === 0).length).toBeGreaterThanOrEqual(60);
    expect(new Set(CASES.map((c) => c.name)).size).toBe(CASES.length);
  });

  it('expects every rule at least once, and only rules that exist', () => {
    const expected = new Set(CASES.flatMap((c) => c.expect));
    expect([...expected].sort()).toEqual(RULES.map((r) => r.id).sort());
  });

  it.each(CASES.map((c) => [c.name, c] as const))('%s', (_, one) => {
    const { falseBlocks, falseAsks, misses } = score(one);
    expect({ falseBlocks, falseAsks, misses }).toEqual({ falseBlocks: [], falseAsks: [], misses: [] });
  });

  it('marks words that stand in the field named', () => {
    for (const { posting, context } of CASES) {
      const texts = new Map(textFields(posting).map(({ field, text }) => [field, text]));
      for (const flag of checkPosting(posting, context)) {
        for (const word of flag.words) expect(texts.get(flag.field)).toContain(word);
      }
    }
  });
});
