import type { Takeability } from '@linggong/contracts/booking.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';
import { expect, test } from 'vitest';
import { takeState } from './take-state.ts';

const answer = (more: Partial<Takeability>): Takeability => ({
  refusal: null,
  detail: null,
  bookingId: null,
  bookingState: null,
  ...more,
});

test.each<[string, GigCard['state'], boolean, Takeability | null, object]>([
  ['nobody is signed in', 'published', false, null, { kind: 'sign-in' }],
  ['nobody is signed in and it is full', 'full', false, null, { kind: 'full' }],
  ['free to take', 'published', true, answer({}), { kind: 'open' }],
  ['shifts are to be picked', 'published', true, answer({ refusal: 'pick_shift' }), { kind: 'open' }],
  ['no answer came', 'published', true, null, { kind: 'open' }],
  ['became full meanwhile', 'full', true, answer({}), { kind: 'full' }],
  ['has places again', 'published', true, answer({ refusal: 'full' }), { kind: 'open' }],
  [
    'taken, and full by it',
    'full',
    true,
    answer({ refusal: 'already_taken', bookingState: 'confirmed' }),
    { kind: 'booked', booking: 'confirmed' },
  ],
  [
    'taken, and closed since',
    'closed',
    true,
    answer({ bookingState: 'requested' }),
    { kind: 'booked', booking: 'requested' },
  ],
  ['withdrawn once', 'published', true, answer({ bookingState: 'withdrawn' }), { kind: 'open' }],
  ['back in review', 'in_review', true, answer({}), { kind: 'over', why: 'inReview' }],
  ['back in review, to nobody signed in', 'in_review', false, null, { kind: 'over', why: 'inReview' }],
  ['expired', 'expired', false, null, { kind: 'over', why: 'expired' }],
  [
    'too young',
    'published',
    true,
    answer({ refusal: 'under_16', detail: '满 16 岁才能接' }),
    { kind: 'refused', refusal: 'under_16', detail: '满 16 岁才能接' },
  ],
])('%s', (_name, state, signedIn, takeability, expected) => {
  expect(takeState({ state, reach: 'account' }, signedIn, takeability)).toEqual(expected);
});

test('nobody would hear of it: one asks the sender, signed in or not', () => {
  const gig = { state: 'published', reach: 'sender' } as const;
  expect(takeState(gig, false, null)).toEqual({ kind: 'ask' });
  expect(takeState(gig, true, answer({ refusal: 'no_counterpart' }))).toEqual({ kind: 'ask' });
  const held = answer({ refusal: 'already_taken', bookingState: 'confirmed' });
  expect(takeState(gig, true, held)).toEqual({ kind: 'booked', booking: 'confirmed' });
  expect(takeState({ ...gig, state: 'expired' }, true, null)).toEqual({ kind: 'over', why: 'expired' });
  expect(takeState({ ...gig, reach: 'phone' }, false, null)).toEqual({ kind: 'sign-in' });
});
