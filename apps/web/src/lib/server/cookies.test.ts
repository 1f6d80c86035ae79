import { describe, expect, test } from 'vitest';
import { parseSetCookie } from './cookies.ts';

describe('parseSetCookie', () => {
  test('keeps every attribute and the encoded value', () => {
    const cookie = parseSetCookie(
      'lg.session=abc%2Bdef=; Path=/; Max-Age=604800; HttpOnly; Secure; SameSite=Lax',
    );
    expect(cookie).toMatchObject({
      name: 'lg.session',
      value: 'abc%2Bdef=',
      options: { path: '/', maxAge: 604800, httpOnly: true, secure: true, sameSite: 'lax' },
    });
    expect(cookie?.options?.encode?.('a%2B')).toBe('a%2B');
  });

  test('a cookie that is cleared stays cleared', () => {
    const cookie = parseSetCookie('lg.session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/');
    expect(cookie).toMatchObject({ value: '', options: { expires: new Date(0) } });
  });

  test('does not make a cookie safer or weaker than it was sent', () => {
    expect(parseSetCookie('a=1')?.options).toMatchObject({ httpOnly: false, secure: false });
    expect(parseSetCookie('a=1')?.options?.sameSite).toBeUndefined();
  });

  test.each(['', '=x', 'novalue'])('%j is no cookie', (header) => {
    expect(parseSetCookie(header)).toBeNull();
  });
});
