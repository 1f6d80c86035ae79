import { expect, test } from 'vitest';
import { displayAttributes, displayCookie, parseDisplay } from './display.ts';

test.each([
  [undefined, ''],
  ['auto.normal', ''],
  ['dark.large', 'data-theme="dark" data-type="large"'],
  ['light.normal', 'data-theme="light"'],
  ['"><script>.large', 'data-type="large"'],
  ['dark', 'data-theme="dark"'],
])('the cookie %j gives the attributes %j and nothing of what it says', (cookie, attributes) => {
  expect(displayAttributes(parseDisplay(cookie))).toBe(attributes);
});

test('a setting survives its cookie', () => {
  const display = { theme: 'dark', type: 'large' } as const;
  expect(parseDisplay(displayCookie(display))).toEqual(display);
});
