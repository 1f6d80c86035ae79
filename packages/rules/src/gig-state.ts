import type { Flag } from '@linggong/contracts/flag.ts';
import type { GigState } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { shiftsToCome } from './booking-shifts.ts';
import type { StoredState } from './gig-moves.ts';
import { HOW_TAKEN_IN, offerDifferences } from './offer.ts';
import { hasBegunForAll, type Places, placesToTake } from './open-places.ts';
import type { Times } from './pay.ts';
import { saysSomethingWrong } from './posting/check.ts';
import { mayPublishAtOnce, type Standing } from './review.ts';
import type { Roled } from './roles.ts';
import { type Moment, ms } from './time.ts';

export type StoredGig = {
  state: StoredState;
  validUntil: Moment | null;
  together: boolean;
  shifts: readonly (Pick<Places, 'open'> & Times & Roled)[];
};

/**
 * The state as people see it. A published gig is `expired` when its validity is over or all its dated shifts
 * have ended, else `begun` when nobody can come any more since the work is under way, else `full` when none of the
 * shifts still to come has a place left (never while a headcount is unknown).
 */
export function gigState(gig: StoredGig, now: Date): GigState {
  if (gig.state !== 'published') return gig.state;
  if (gig.validUntil && ms(gig.validUntil) <= now.getTime()) return 'expired';
  const ended = gig.shifts.filter((s) => s.endsAt !== null && ms(s.endsAt) <= now.getTime());
  if (gig.shifts.length > 0 && ended.length === gig.shifts.length) return 'expired';
  if (hasBegunForAll(gig.shifts, gig.together, now)) return 'begun';
  const open = placesToTake(gig.shifts, gig.together, now);
  return open !== null && open <= 0 ? 'full' : 'published';
}

/**
 * Whether a gig has work left that can be called off: a shift that has not begun, however long ago it was to be shown,
 * or one without a time while it was.
 */
export function hasWorkToCome(
  gig: { validUntil: Moment | null; shifts: readonly Pick<Times, 'startsAt'>[] },
  now: Date,
): boolean {
  const shown = !gig.validUntil || ms(gig.validUntil) > now.getTime();
  if (gig.shifts.length === 0) return shown;
  return shiftsToCome(gig.shifts, now).some(({ startsAt }) => startsAt !== null || shown);
}

/** What a change of a public posting is judged by. */
export type PostingChange = {
  before: Posting;
  after: Posting;
  /** What the rules found in it when it became public, and what they find now. */
  knownFlags: readonly Flag[];
  flags: readonly Flag[];
  employer: Standing;
};

const sameFlag = (a: Flag, b: Flag) =>
  a.rule === b.rule && a.field === b.field && a.words.join() === b.words.join();

/** All but what says how many are wanted, how they are taken in and how long it is shown. */
const words = ({
  shifts: _,
  bookingMode: _mode,
  crews: _crews,
  validUntil: _until,
  source: _source,
  ...rest
}: Posting) => rest;

/**
 * Whether a change of a public posting goes to an operator first: whatever people decide by differs, its words or
 * conditions are flagged, or it wouldn't be public at once if it were sent in for the first time with these words.
 */
export function needsReview(
  { before, after, flags, knownFlags, employer }: PostingChange,
  now: Date,
): boolean {
  if (offerDifferences(before, after).some(({ field }) => !HOW_TAKEN_IN.has(field))) return true;
  if (saysSomethingWrong(after)) return true;
  if (flags.some((flag) => !knownFlags.some((known) => sameFlag(known, flag)))) return true;
  const reworded = JSON.stringify(words(before)) !== JSON.stringify(words(after));
  return reworded && !mayPublishAtOnce(flags, employer, now);
}
