import { shiftsToCome } from './booking-shifts.ts';
import type { Times } from './pay.ts';

/** A shift's headcount and what is left of it; null: not known. */
export type Places = { headcount: number | null; open: number | null };

/** Of numbers that may be unknown: their sum, or with `together` the smallest; null where one is unknown. */
function total(numbers: readonly (number | null)[], together: boolean): number | null {
  const known = numbers.filter((n) => n !== null);
  if (known.length === 0 || known.length < numbers.length) return null;
  return together ? Math.min(...known) : known.reduce((a, b) => a + b, 0);
}

/** Places left of a gig: over all shifts, or with `together` those of the fullest shift. Null: not known. */
export function openPlaces(shifts: readonly Pick<Places, 'open'>[], together: boolean): number | null {
  return total(
    shifts.map((s) => s.open),
    together,
  );
}

type Shift = Pick<Places, 'open'> & Pick<Times, 'startsAt'>;

/** Whether nobody can come any more, since the work has begun: of what goes together its first shift, else its last. */
export function hasBegunForAll(
  shifts: readonly Pick<Times, 'startsAt'>[],
  together: boolean,
  now: Date,
): boolean {
  const toCome = shiftsToCome(shifts, now);
  return shifts.length > 0 && (together ? toCome.length < shifts.length : toCome.length === 0);
}

/** Places that can be taken at a moment, by `openPlaces` of what has not begun. Null: not known. */
export function placesToTake(shifts: readonly Shift[], together: boolean, now: Date): number | null {
  if (hasBegunForAll(shifts, together, now)) return 0;
  return openPlaces(shiftsToCome(shifts, now), together);
}

/** How many people a gig wants: over all shifts, or with `together` in its smallest shift. Null: not known. */
export function headcount(shifts: readonly Pick<Places, 'headcount'>[], together: boolean): number | null {
  return total(
    shifts.map((s) => s.headcount),
    together,
  );
}
