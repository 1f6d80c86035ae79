import { expect, test } from 'vitest';
import { isUnderAge, knownAge } from './known-age.ts';

test.each([
  ['a day counts to the day', { birthDate: '1963-12-02', birthYear: null }, { years: 62, estimated: false }],
  [
    'an age that was told stays an estimate',
    { birthDate: null, birthYear: 1963 },
    { years: 63, estimated: true },
  ],
  [
    'a day counts before a year',
    { birthDate: '1963-01-01', birthYear: 1950 },
    { years: 63, estimated: false },
  ],
  ['of whom nothing is known', { birthDate: null }, null],
])('%s', (_, born, age) => expect(knownAge(born, '2026-12-01')).toEqual(age));

test.each([
  ['the day before the birthday', { birthDate: '2010-12-02' }, true],
  ['on the birthday', { birthDate: '2010-12-01' }, false],
  ['a year that an age gave', { birthDate: null, birthYear: 2012 }, true],
  ['a year that may be the one before', { birthDate: null, birthYear: 2011 }, false],
  ['nothing known', { birthDate: null }, false],
])('too young for any work: %s', (_, born, is) => expect(isUnderAge(born, '2026-12-01')).toBe(is));
