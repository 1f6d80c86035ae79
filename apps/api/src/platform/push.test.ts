import { createECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { isListed, vapidKeys } from './push.ts';

test('one secret is one key pair, another one is another', () => {
  const keys = vapidKeys('a secret of some length, for this test');
  expect(vapidKeys('a secret of some length, for this test')).toEqual(keys);
  expect(vapidKeys('another secret of some length, for it').publicKey).not.toBe(keys.publicKey);
  // Never to change: browsers are subscribed with it.
  expect(keys.publicKey).toBe(
    'BE70ThD5SMwx2EH6o-sPIJad5jaRQWQ3eTIDnQ9qHDk0Ml1uKERliraCIkj_YFKpxncDhFtcn_ameJuBfljUk1s',
  );
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(keys.privateKey, 'base64url'));
  expect(pair.getPublicKey('base64url')).toBe(keys.publicKey);
  expect(Buffer.from(keys.privateKey, 'base64url')).toHaveLength(32);
});

test.each([
  ['https://push.example.org/x', true],
  ['https://PUSH.EXAMPLE.ORG/x', true],
  ['https://push.example.org:443/x', true],
  ['https://a.wide.example/x', true],
  ['https://a.b.wide.example/x', true],
  ['https://wide.example/x', false],
  ['https://evilwide.example/x', false],
  ['https://push.example.org./x', false],
  ['https://push.example.org:444/x', false],
  ['http://push.example.org/x', false],
  ['https://me@push.example.org/x', false],
  ['nonsense', false],
])('%s: %s', (endpoint, listed) => {
  expect(isListed(endpoint, ['push.example.org', '*.wide.example'])).toBe(listed);
});
