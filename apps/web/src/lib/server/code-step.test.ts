import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { dropStep, isSamePhone, keepStep, maskTyped, readStep } from './code-step.ts';

const jar = (value?: string) => {
  const kept = new Map<string, string>(value === undefined ? [] : [['lg_code', value]]);
  const cookies = {
    get: (name: string) => kept.get(name),
    set: (name: string, text: string) => kept.set(name, text),
    delete: (name: string) => kept.delete(name),
  };
  return cookies as unknown as Cookies;
};
const URL_HERE = new URL('http://10.0.0.1/sign-in');
const STEP = {
  phone: '138 1234 1234',
  phoneMasked: '138****1234',
  consent: '1 1',
  againAt: 5,
  ticket: null,
  said: null,
};

test('a step is kept, and gone when it is dropped', () => {
  const cookies = jar();
  keepStep(cookies, URL_HERE, STEP);
  expect(readStep(cookies)).toEqual(STEP);
  dropStep(cookies, URL_HERE);
  expect(readStep(cookies)).toBeNull();
});

test.each([undefined, '', 'x', 'null', '[]', '{}', '{"phone":1}', '{"phone":"1","phoneMasked":"1"}'])(
  '%s is no step',
  (value) => {
    expect(readStep(jar(value))).toBeNull();
  },
);

test.each([
  ['13812341234', '138 1234 1234', true],
  ['+86 138-1234-1234', '１３８１２３４１２３４', true],
  ['༡༣༨༡༢༣༤༡༢༣༤', '13812341234', true],
  ['13812341234', '13812341235', false],
])('%s and %s: the same phone is %s', (a, b, same) => {
  expect(isSamePhone(a, b)).toBe(same);
});

test('what was typed is masked as the API does', () => {
  expect(maskTyped('+86 １３８ 1234 1234')).toBe('138****1234');
});
