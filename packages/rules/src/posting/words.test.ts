import { describe, expect, it } from 'vitest';
import { CONTEXT, posting } from '../../corpus/case.ts';
import { checkPosting } from './check.ts';
import { HONEST } from './honest.test-data.ts';
import { SECOND_LOOK } from './second-look.ts';
import { TOLD } from './told.test-data.ts';

const flags = (description: string) => checkPosting(posting({ title: '招人', description }), CONTEXT);

describe('what is wrong whatever the work', () => {
  it.each(TOLD)('%s: %s', (rules, text) => {
    const found = flags(text);
    expect(found.map(({ rule }) => rule).some((rule) => rules.split('|').includes(rule))).toBe(true);
    for (const { words } of found) for (const word of words) expect(text).toContain(word);
  });
});

describe('what honest people write', () => {
  it.each(HONEST)('%s', (text) => {
    const byRule = flags(text).filter(({ rule }) => rule !== SECOND_LOOK);
    expect(byRule.map(({ rule, words }) => `${rule} ${words}`)).toEqual([]);
  });
});

describe('the whole of a long text is read', () => {
  const filler = '早上八点到下午五点，中午管一顿饭，当天结清，活不重，来了就能干，';
  it.each([0, 1, 7, 20, 40])('after %i clauses without a full stop', (clauses) => {
    const rules = flags(`${filler.repeat(clauses)}入职先交押金两百，${filler.repeat(3)}`).map((f) => f.rule);
    expect(rules).toContain('fees.deposit');
  });
});
