import { readdirSync, readFileSync } from 'node:fs';
import { getMe } from '@linggong/contracts/api/identity.ts';
import { getImport } from '@linggong/contracts/api/imports.ts';
import { describe, expect, test } from 'vitest';
import { addressOf } from './address.ts';

const source = new URL('../..', import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|js|svelte)$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(new URL(file, source), 'utf8') }));

/** Where the API is, beside the one place that knows it: a path, or a method that is sent to one. */
const TYPED = /['"`]\/?api\/v\d|\bcall(<[^>]*>)?\(\s*['"`]/;

test('no page types an operation’s path: each is asked for by its contract', () => {
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter(({ text }) => TYPED.test(text)).map(({ file }) => file)).toEqual([
    'lib/api/address.ts',
  ]);
});

test('a page gets of a contract what it calls by, and no schema', () => {
  expect({ ...getMe }).toEqual({ method: 'get', path: '/me' });
});

describe('addressOf', () => {
  test.each([
    ['as it is', '/me', {}, undefined, '/api/v1/me'],
    ['a param in its place', '/gigs/:gig/bookings', { gig: '123456' }, {}, '/api/v1/gigs/123456/bookings'],
    ['what a path can’t hold', '/gigs/:key', { key: 'a/b?c' }, {}, '/api/v1/gigs/a%2Fb%3Fc'],
    ['a query behind it', '/gigs', {}, { q: '搬 货', day: '' }, '/api/v1/gigs?q=%E6%90%AC+%E8%B4%A7'],
  ] as const)('%s', (_name, path, params, query, address) => {
    expect(addressOf({ path }, params, query)).toBe(address);
  });

  test('of an operation', () => {
    expect(addressOf(getImport, { id: '0'.repeat(24) }, { only: 'kept' })).toBe(
      `/api/v1/imports/${'0'.repeat(24)}?only=kept`,
    );
  });
});
