import type { GigState } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { openPlaces, type Places } from './open-places.ts';
import { saysSomethingWrong } from './posting/check.ts';
import { type Moment, ms } from './time.ts';

/** What is stored of a gig's state. `full` and `expired` are derived from places and time by `gigState`. */
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

/**
 * What can be done with a gig. `change` saves a new version: of pay, place or time it takes a published gig
 * back to review, anything else (`amend`) leaves it public.
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
] as const;
export type GigAction = (typeof GIG_ACTIONS)[number];

type Moves = Readonly<Partial<Record<GigAction, readonly StoredState[]>>>;

/** Every move there is. Where an action lists two states, the rules of `review.ts` choose. */
export const MOVES: Readonly<Record<StoredState, Moves>> = {
  draft: { edit: ['draft'], submit: ['in_review', 'published'], withdraw: ['withdrawn'] },
  in_review: {
    edit: ['in_review'],
    approve: ['published'],
    return: ['returned'],
    refuse: ['refused'],
    withdraw: ['withdrawn'],
  },
  returned: { edit: ['returned'], submit: ['in_review', 'published'], withdraw: ['withdrawn'] },
  refused: {},
  published: {
    change: ['in_review', 'published'],
    amend: ['published'],
    close: ['closed'],
    return: ['returned'],
    refuse: ['refused'],
    withdraw: ['withdrawn'],
  },
  closed: {},
  withdrawn: {},
};

/** Whether a gig in the stored state `from` allows the action at all. */
export function canMove(from: StoredState, action: GigAction): boolean {
  return (MOVES[from][action]?.length ?? 0) > 0;
}

/** The states that the action can lead to from `from`; empty: not allowed. */
export function movesTo(from: StoredState, action: GigAction): readonly StoredState[] {
  return MOVES[from][action] ?? [];
}

export type StoredGig = {
  state: StoredState;
  validUntil: Moment | null;
  together: boolean;
  shifts: readonly (Pick<Places, 'open'> & { endsAt: Moment | null })[];
};

/**
 * The state as people see it. A published gig is `expired` when its validity is over or all its dated shifts
 * have ended, else `full` when none of the shifts still to come has a place left (never while a headcount is
 * unknown).
 */
export function gigState(gig: StoredGig, now: Date): GigState {
  if (gig.state !== 'published') return gig.state;
  if (gig.validUntil && ms(gig.validUntil) <= now.getTime()) return 'expired';
  const toCome = gig.shifts.filter((s) => s.endsAt === null || ms(s.endsAt) > now.getTime());
  if (gig.shifts.length > 0 && toCome.length === 0) return 'expired';
  const open = openPlaces(toCome, gig.together);
  return open !== null && open <= 0 ? 'full' : 'published';
}

/** Only these are shown to everybody. */
export function isPublic(state: GigState): boolean {
  return state === 'published' || state === 'full';
}

const PAY = ['amountFen', 'amountMaxFen', 'unit', 'settlement', 'settlementDays'] as const;

/** What people decide by. Headcount, tools or a better description aren't part of it. */
const decisive = ({ pay, workplace, shifts, hoursText }: Posting) =>
  JSON.stringify([
    PAY.map((key) => pay[key]),
    [workplace.regionId, workplace.landmark, workplace.point],
    shifts.map(({ startsAt, endsAt }) => [startsAt, endsAt]),
    hoursText,
  ]);

/**
 * Whether a change of a published posting goes back to an operator: pay, place or time changed, or its words
 * or conditions are flagged now.
 */
export function needsReview(before: Posting, after: Posting): boolean {
  return decisive(before) !== decisive(after) || saysSomethingWrong(after);
}
