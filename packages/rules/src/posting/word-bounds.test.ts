import { describe, expect, it } from 'vitest';
import { CONTEXT, posting } from '../../corpus/case.ts';
import { checkPosting } from './check.ts';
import { ACROSS, MEANT } from './word-bounds.test-data.ts';

const flags = (description: string) => checkPosting(posting({ title: '帮工', description }), CONTEXT);

describe('a word across the ends of others', () => {
  it.each(ACROSS)('is none: %s', (text) => {
    expect(flags(text).map(({ rule, words }) => `${rule} ${words}`)).toEqual([]);
  });

  it.each(MEANT)('is found where it is one: %s, %s', (rules, text) => {
    const found = flags(text).filter(({ rule }) => rules.split('/').includes(rule));
    expect(found.map(({ field }) => field)).toEqual(['description']);
  });

  it('is one where it was written with something between', () => {
    for (const text of ['女孩陪*酒店里见', '招刷·单元旦不休', '陪🍺店老板也行']) {
      expect(flags(text).map(({ level }) => level)).toContain('block');
    }
  });
});
