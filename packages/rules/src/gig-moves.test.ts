import { GIG_STATES } from '@linggong/contracts/gig.ts';
import { describe, expect, it } from 'vitest';
import { canMove, canWorkOn, GIG_ACTIONS, movesTo, STORED_STATES, storedAs } from './gig-moves.ts';

describe('moves', () => {
  it.each([
    ['draft', ['edit', 'submit', 'withdraw']],
    ['in_review', ['edit', 'approve', 'return', 'refuse', 'withdraw']],
    ['returned', ['edit', 'submit', 'refuse', 'withdraw', 'restore']],
    ['refused', ['restore']],
    ['published', ['return', 'refuse', 'change', 'amend', 'close', 'withdraw']],
    ['closed', ['return', 'refuse', 'withdraw']],
    ['withdrawn', ['enforce']],
  ] as const)('from %s', (from, allowed) => {
    expect(GIG_ACTIONS.filter((action) => canMove(from, action))).toEqual(allowed);
  });

  it('lead where they should', () => {
    expect(movesTo('draft', 'submit')).toEqual(['in_review', 'published']);
    expect(movesTo('in_review', 'approve')).toEqual(['published']);
    expect(movesTo('published', 'change')).toContain('in_review');
    expect(movesTo('refused', 'submit')).toEqual([]);
    expect(movesTo('published', 'amend')).toEqual(['published']);
    expect(movesTo('published', 'refuse')).toEqual(['refused']);
    expect(movesTo('closed', 'withdraw')).toEqual(['withdrawn']);
    expect(movesTo('refused', 'restore')).toEqual(['published']);
    expect(movesTo('withdrawn', 'enforce')).toEqual(['refused', 'withdrawn']);
  });
});

it('leads nowhere but to states that are stored', () => {
  const reached = STORED_STATES.flatMap((from) => GIG_ACTIONS.flatMap((action) => movesTo(from, action)));
  expect(STORED_STATES.filter((state) => !reached.includes(state))).toEqual([]);
});

it('is worked on by its employer until it is over, however many places are left', () => {
  expect(GIG_STATES.filter(canWorkOn).toSorted()).toEqual(
    ['draft', 'in_review', 'returned', 'published', 'full', 'begun'].toSorted(),
  );
  expect((['full', 'begun', 'expired', 'closed'] as const).map(storedAs)).toEqual([
    'published',
    'published',
    'published',
    'closed',
  ]);
});
