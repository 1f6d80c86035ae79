import { describe, expect, test } from 'vitest';
import { CONTACT_NAMES, DOUBTFUL_NAMES, HONEST_NAMES, USUAL_NAMES } from './employer-name.test-data.ts';
import { contactInName, employerNameFlags } from './employer-name.ts';

test.each([...HONEST_NAMES, ...USUAL_NAMES])('%s is a name', (name) => {
  expect(employerNameFlags(name)).toEqual([]);
  expect(contactInName(name)).toEqual([]);
});

test.each(CONTACT_NAMES)('%s leads past the market', (name) => {
  expect(contactInName(name)).not.toEqual([]);
  expect(employerNameFlags(name).map(({ rule }) => rule)).toContain('bait.contact');
});

describe('a doubtful name', () => {
  test.each(DOUBTFUL_NAMES)('%s is asked about', (name) => {
    const flags = employerNameFlags(name);
    expect(flags).not.toEqual([]);
    for (const { field, level, words, article, advice } of flags) {
      expect([field, level]).toEqual(['employer', 'ask']);
      expect(article).not.toBe('');
      expect(advice).toContain('名称');
      for (const word of words) expect(name).toContain(word);
    }
  });

  test.each(DOUBTFUL_NAMES)('%s may be registered: an operator decides', (name) => {
    expect(contactInName(name)).toEqual([]);
  });

  test('one flag for each rule, so that each can be read and decided', () => {
    const rules = employerNameFlags('先交押金200加微信abc12345').map(({ rule }) => rule);
    expect(rules.toSorted()).toEqual(['bait.contact', 'fees.deposit']);
  });
});

test.each(['昌都\n劳务', '昌都\u0007劳务', '昌都\u2028劳务'])('%j is no one line', (name) => {
  expect(employerNameFlags(name).map(({ rule }) => rule)).toEqual(['name.lines']);
});
