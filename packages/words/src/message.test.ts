import { describe, expect, test } from 'vitest';
import { message, type Values } from './message.ts';

describe('a message', () => {
  test.each<[text: string, values: Values, said: string]>([
    ['还缺 {open} 人', { open: 7 }, '还缺 7 人'],
    ['{a}{b}、{a}', { a: '$&', b: '{b}' }, '$&{b}、$&'],
    ['已读 {done, number} 行', { done: 12_345 }, '已读 12,345 行'],
    ['{n} 行', { n: 12_345 }, '12345 行'],
    ['{n, plural, =0 {没有} other {{n} 条要看}}', { n: 0 }, '没有'],
    ['{n, plural, =0 {没有} other {{n} 条要看}}', { n: 3 }, '3 条要看'],
    ['{n, plural, other {# 条}}', { n: 4200 }, '4,200 条'],
    ['{what, select, approve {通过} other {退回}}，{name}', { what: 'approve', name: '扎西' }, '通过，扎西'],
    ['{about, select, true {约} other {}}100 米', { about: false }, '100 米'],
    ['{about, select, true {约} other {}}100 米', { about: true }, '约100 米'],
    ['#{n}', { n: 1 }, '#1'],
  ])('%s with %j', (text, values, said) => expect(message(text, 'zh-CN')(values)).toBe(said));

  test.each([
    [0, '0 people'],
    [1, 'one person'],
    [21, '21 people'],
  ])('in a language with plurals: %i', (n, said) =>
    expect(message('{n, plural, one {one person} other {# people}}', 'en')({ n })).toBe(said),
  );

  test('a form within a form', () => {
    const said = message('{n, plural, one {{who, select, me {my day} other {a day}}} other {# days}}', 'en');
    expect(said({ n: 1, who: 'me' })).toBe('my day');
    expect(said({ n: 2, who: 'me' })).toBe('2 days');
  });

  test('a made-up language writes numbers and counts as the source does', () => {
    expect(message('{n, plural, other {#}}', 'qps-ploc')({ n: 1234 })).toBe('1,234');
  });

  test.each([
    '{',
    '}',
    '{n',
    '{n, plural}',
    '{n, plural, one {x}}',
    '{n, plural, other {x}',
    '{n, odd, other {x}}',
    'a}b',
  ])('%s is none', (text) => expect(() => message(text, 'zh-CN')).toThrow('Not a message'));
});
