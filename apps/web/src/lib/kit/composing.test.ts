import { expect, test } from 'vitest';
import { isComposing, isEnter } from './composing.ts';

const press = (key: string, said: { isComposing?: boolean; keyCode?: number } = {}) => ({
  key,
  isComposing: false,
  keyCode: key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0),
  ...said,
});

test.each([
  ['a plain Enter chooses', press('Enter'), true],
  ['one within a composition doesn’t', press('Enter', { isComposing: true, keyCode: 229 }), false],
  ['nor one that Safari tells of after the composition', press('Enter', { keyCode: 229 }), false],
  ['nor one that a browser marks by the composition alone', press('Enter', { isComposing: true }), false],
  ['nor what the input method keeps to itself', press('Process', { keyCode: 13 }), false],
  ['nor another key', press('a'), false],
])('%s', (_, event, enter) => expect(isEnter(event)).toBe(enter));

test.each([
  ['a letter of a word that is being composed', press('a', { isComposing: true }), true],
  ['a letter on a phone’s keyboard that suggests words', press('Unidentified', { keyCode: 229 }), true],
  ['an Escape that gives a composition up', press('Escape', { isComposing: true, keyCode: 229 }), true],
  ['a letter', press('a'), false],
  ['an Escape', press('Escape', { keyCode: 27 }), false],
])('%s', (_, event, composing) => expect(isComposing(event)).toBe(composing));
