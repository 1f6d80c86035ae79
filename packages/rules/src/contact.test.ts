import { expect, test } from 'vitest';
import { contactHasReason } from './contact.ts';

const now = new Date('2026-12-01T02:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const shift = (startsAt: Date | null, endsAt: Date | null = startsAt) => ({ id: 's', startsAt, endsAt });
const CONFIRMED = 'confirmed' as const;

test.each([
  ['work to come', CONFIRMED, [shift(daysAgo(-1))], true],
  ['work told in words', CONFIRMED, [shift(null)], true],
  ['work that is over, wages are asked for then', CONFIRMED, [shift(daysAgo(90))], true],
  ['one day of it', CONFIRMED, [shift(daysAgo(200)), shift(daysAgo(10))], true],
  ['work that began long ago and goes on', CONFIRMED, [shift(daysAgo(120), daysAgo(-2))], true],
  ['work of long ago', CONFIRMED, [shift(daysAgo(91))], false],
  ['words that nobody shows any more', CONFIRMED, [shift(daysAgo(91), null)], false],
  ...(['requested', 'declined', 'withdrawn', 'cancelled', 'lapsed'] as const).map(
    (state) => [state, state, [shift(daysAgo(-1))], false] as const,
  ),
] as const)('%s', (_, state, shifts, expected) => {
  expect(contactHasReason({ state, shifts }, now)).toBe(expected);
});
