import { expect, test } from 'vitest';
import { challengeAsked, codesUsedUp, numberHadEnough } from './code-words.ts';

const until = new Date('2026-11-30T01:23:10Z');
const said = (phone?: string) => [
  codesUsedUp(until, phone),
  numberHadEnough(until, phone),
  challengeAsked(until, phone, false),
  challengeAsked(until, phone, true),
];

test('where codes are short it is said when it goes on, and whom to call where there is a phone', () => {
  for (const sentence of said('0895-4820000')) {
    expect(sentence).toContain('9:24 以后');
    expect(sentence).toContain('急的话打零工站电话 0895-4820000');
  }
});

test('nothing is promised that nobody at the station can do', () => {
  for (const sentence of [...said(), ...said('0895-4820000')]) {
    expect(sentence).not.toMatch(/当面|就能办/);
    expect(sentence).not.toMatch(/undefined|；。|。。/);
  }
  for (const sentence of said()) expect(sentence).not.toContain('零工站');
});
