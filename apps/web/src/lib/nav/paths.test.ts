import { expect, test } from 'vitest';
import { safePath, signInPath } from './paths.ts';

test.each(['/', '/gigs/028461', '/?region=1&day=2026-11-22', '/gigs/1?to=%2F%2Fevil.example'])(
  '%s is kept',
  (path) => {
    expect(safePath(path)).toBe(path);
  },
);

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  '/./%2e%2e//evil.example',
  '/\u0000/evil.example',
  '/\u0085/evil.example',
  '/\u200b/evil.example',
  '',
  null,
  undefined,
])('%j leads home', (path) => {
  expect(safePath(path)).toBe('/');
});

test('the way back survives being part of an address', () => {
  const to = new URL(
    signInPath({ pathname: '/gigs/028461', search: '?a=1&b=2' }),
    'http://x',
  ).searchParams.get('to');
  expect(safePath(to)).toBe('/gigs/028461?a=1&b=2');
});

test.each([
  ['?/contact', '/my'],
  ['?/contact&a=1', '/my?a=1'],
  ['?a=/b', '/my?a=/b'],
])('what is asked of a page by a form (%s) is not asked again after signing in', (search, path) => {
  const url = new URL(signInPath({ pathname: '/my', search }), 'http://x');
  expect(url.searchParams.get('to')).toBe(path);
});
