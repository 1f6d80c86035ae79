import type { Times } from './pay.ts';
import { ms } from './time.ts';

/** A shift that a booking holds, with the times that hold for it. */
export type HeldShift = Times & { id: string };

/** A shift without a time never begins by the clock. */
export const hasBegun = ({ startsAt }: Pick<Times, 'startsAt'>, now: Date): boolean =>
  startsAt !== null && ms(startsAt) <= now.getTime();

/** The shifts that can still be moved: every move of a booking or a gig leaves those that have begun as they are. */
export const shiftsToCome = <T extends Pick<Times, 'startsAt'>>(shifts: readonly T[], now: Date): T[] =>
  shifts.filter((shift) => !hasBegun(shift, now));

type Request<T> = { shifts: readonly T[]; together: boolean };

/**
 * The shifts of a request that have lapsed because they began unanswered; of work that goes together all of them, once
 * the first has begun.
 */
export function lapsedShifts<T extends Pick<Times, 'startsAt'>>(
  { shifts, together }: Request<T>,
  now: Date,
): T[] {
  const begun = shifts.filter((shift) => hasBegun(shift, now));
  return together && begun.length > 0 ? [...shifts] : begun;
}

/** Why shifts can't be given back. */
export type WhyKept = 'all_begun' | 'begun' | 'together' | 'not_held';

/**
 * What stepping back gives back: those that are named, or with null all that is to come. A shift that has begun stays. Of
 * work that goes together all of the rest goes, also after it has begun: who is called to a burial can say so.
 */
export function stepBack(
  booking: { shifts: readonly HeldShift[]; together: boolean },
  wanted: readonly string[] | null,
  now: Date,
): { gives: HeldShift[] } | { kept: WhyKept } {
  const { shifts, together } = booking;
  const toCome = shiftsToCome(shifts, now);
  if (wanted && (wanted.length === 0 || wanted.some((id) => !shifts.some((shift) => shift.id === id))))
    return { kept: 'not_held' };
  if (toCome.length === 0) return { kept: 'all_begun' };
  const gives = wanted ? toCome.filter(({ id }) => wanted.includes(id)) : toCome;
  if (wanted && gives.length < new Set(wanted).size) return { kept: 'begun' };
  if (together && gives.length < toCome.length) return { kept: 'together' };
  return { gives };
}
