import { expect, test } from 'vitest';
import { knownAge } from './known-age.ts';

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
