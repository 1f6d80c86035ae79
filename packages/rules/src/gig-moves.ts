import type { GigState } from '@linggong/contracts/gig.ts';

/** What is stored of a gig's state. `full`, `begun` and `expired` are derived from places and time by `gigState`. */
export const STORED_STATES = [
  'draft',
  'in_review',
  'returned',
  'refused',
  'published',
  'closed',
  'withdrawn',
] as const;
export type StoredState = (typeof STORED_STATES)[number];

/** The state in which a gig is stored that people see as `state`. */
export const storedAs = (state: GigState): StoredState =>
  state === 'full' || state === 'begun' || state === 'expired' ? 'published' : state;

/**
 * What can be done with a gig. `change` of what people decide by takes a published gig back to review, anything else
 * (`amend`) leaves it public. `restore` puts back what operators took down of what was public; `enforce` carries out
 * what they had decided before its employer withdrew it.
 */
export const GIG_ACTIONS = [
  'edit',
  'submit',
  'approve',
  'return',
  'refuse',
  'change',
  'amend',
  'close',
  'withdraw',
  'restore',
  'enforce',
] as const;
export type GigAction = (typeof GIG_ACTIONS)[number];

type Moves = Readonly<Partial<Record<GigAction, readonly StoredState[]>>>;

/** Every move there is. Where an action lists two states, the rules of `review.ts` choose, or what was decided. */
export const MOVES: Readonly<Record<StoredState, Moves>> = {
  draft: { edit: ['draft'], submit: ['in_review', 'published'], withdraw: ['withdrawn'] },
  in_review: {
    edit: ['in_review'],
    approve: ['published'],
    return: ['returned'],
    refuse: ['refused'],
    withdraw: ['withdrawn'],
  },
  returned: {
    edit: ['returned'],
    submit: ['in_review', 'published'],
    // While people hold it; see `decidable` of the operators' desk.
    refuse: ['refused'],
    withdraw: ['withdrawn'],
    restore: ['published'],
  },
  refused: { restore: ['published'] },
  published: {
    change: ['in_review'],
    amend: ['published'],
    close: ['closed'],
    return: ['returned'],
    refuse: ['refused'],
    withdraw: ['withdrawn'],
  },
  // Who is confirmed still comes: until they have, it can be called off, and taken down.
  closed: { return: ['returned'], refuse: ['refused'], withdraw: ['withdrawn'] },
  withdrawn: { enforce: ['refused', 'withdrawn'] },
};

/** The states that the action can lead to from `from`; empty: not allowed. */
export function movesTo(from: StoredState, action: GigAction): readonly StoredState[] {
  return MOVES[from][action] ?? [];
}

/** Whether a gig in the stored state `from` allows the action at all. */
export const canMove = (from: StoredState, action: GigAction): boolean => movesTo(from, action).length > 0;

/** Whether its employer can be offered to work on the posting, by the state as people see it. */
export const canWorkOn = (state: GigState): boolean =>
  state !== 'expired' && (canMove(storedAs(state), 'edit') || canMove(storedAs(state), 'change'));

/** Only gigs in these states are shown to everybody. */
export const isPublic = (state: GigState): boolean =>
  state === 'published' || state === 'full' || state === 'begun';
