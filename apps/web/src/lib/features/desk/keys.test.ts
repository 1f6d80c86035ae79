import { expect, test } from 'vitest';
import { deskKey } from './keys.ts';

const press = (key: string, said: Partial<KeyboardEvent> = {}) =>
  deskKey({
    key,
    isComposing: false,
    keyCode: key.toUpperCase().charCodeAt(0),
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    ...said,
  });

test.each([
  ['j', 'next'],
  ['ArrowUp', 'previous'],
  ['a', 'approve'],
  ['r', 'return'],
  ['x', 'refuse'],
  ['z', 'undo'],
  ['?', 'help'],
  ['q', null],
] as const)('%s asks for %s', (key, asked) => expect(press(key)).toBe(asked));

test.each([
  ['with Ctrl', { ctrlKey: true }],
  ['with Command', { metaKey: true }],
  ['with Alt', { altKey: true }],
  ['as a capital', { shiftKey: true }],
  ['held down', { repeat: true }],
  ['within a composition', { isComposing: true }],
  ['as Safari tells of one that ends a composition', { keyCode: 229 }],
])('%s no key decides or takes back', (_, said) => {
  for (const key of ['a', 'r', 'x', 'z', 'Enter']) expect([key, press(key, said)]).toEqual([key, null]);
});

test('with the keyboard locked to capitals they do; a question mark needs its Shift', () => {
  expect(press('A')).toBe('approve');
  expect(press('A', { shiftKey: true })).toBeNull();
  expect(press('?', { shiftKey: true })).toBe('help');
});

test('moving may be held down', () => expect(press('j', { repeat: true })).toBe('next'));
