import os from 'node:os';
import { expect, test } from 'vitest';
import { ownOrigin } from './middleware.ts';
import { isOwnHost, ownHost } from './own-host.ts';

const FOREIGN = [
  'evil.example',
  'evil.example:3000',
  '127.0.0.1.evil.example',
  'localhost.evil',
  'a@127.0.0.1',
  '127.0.0.1/x',
  'x y',
  '',
];

test.each([
  [
    '127.0.0.1',
    ['127.0.0.1', '127.0.0.1:3000', 'localhost:8080', '[::1]:3000', 'LOCALHOST'],
    [...FOREIGN, '10.0.0.5', '[::2]'],
  ],
  [
    '0.0.0.0',
    ['10.0.0.5:3000', 'localhost', '[fe80::1]:3000', os.hostname(), `${os.hostname()}.local:80`],
    FOREIGN,
  ],
  ['10.0.0.5', ['10.0.0.5:3000'], [...FOREIGN, 'localhost', '10.0.0.6']],
  ['gongji.lan', ['gongji.lan:3000', 'GongJi.lan'], [...FOREIGN, 'other.lan']],
])('listening on %s', (listensOn, own, foreign) => {
  for (const host of own) expect([host, isOwnHost(host, listensOn)]).toEqual([host, true]);
  for (const host of [...foreign, undefined])
    expect([host, isOwnHost(host, listensOn)]).toEqual([host, false]);
});

test('its own address is one that can be asked for', () => {
  expect([ownHost('0.0.0.0', 3000), ownHost('::1', 3000), ownHost('localhost', 80)]).toEqual([
    '127.0.0.1:3000',
    '[::1]:3000',
    'localhost:80',
  ]);
});

test('an origin is ours where the request names it and we listen there', () => {
  const own = ownOrigin(undefined, '127.0.0.1');
  expect(own('http://127.0.0.1:3000', '127.0.0.1:3000')).toBe(true);
  for (const host of ['evil.example:3000', 'evil.example']) expect(own(`http://${host}`, host)).toBe(false);
  expect(own('null', '127.0.0.1:3000')).toBe(false);
  expect(ownOrigin('https://a.example', '0.0.0.0')('https://b.example', 'b.example')).toBe(false);
});
