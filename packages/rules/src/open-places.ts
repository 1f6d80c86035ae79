import { shiftsToCome } from './booking-shifts.ts';
import type { Times } from './pay.ts';
import { byRole, type Roled } from './roles.ts';
import { localDay } from './time.ts';

/** A shift's headcount and what is left of it; null: not known. */
export type Places = { headcount: number | null; open: number | null };

/** Of numbers that may be unknown: their sum, or with `together` the smallest; null where one is unknown. */
function total(numbers: readonly (number | null)[], together: boolean): number | null {
  const known = numbers.filter((n) => n !== null);
  if (known.length === 0 || known.length < numbers.length) return null;
  return together ? Math.min(...known) : known.reduce((a, b) => a + b, 0);
}

type Dated = Partial<Pick<Times, 'startsAt'>>;
const dayOf = ({ startsAt }: Dated) => (startsAt ? localDay(startsAt) : null);

/**
 * In heads, never in days of work: three people for four days are three. Of days that are taken singly it is the day on
 * which most are wanted, all shifts of that day together; with `together` one takes all shifts of one role: the numbers of
 * each role, and of all roles their sum.
 */
function totalOf<T extends Roled & Dated>(
  shifts: readonly T[],
  together: boolean,
  of: (shift: T) => number | null,
): number | null {
  if (!together) {
    const days = [...Map.groupBy(shifts, dayOf).values()].map((day) => total(day.map(of), false));
    const known = days.filter((n) => n !== null);
    return known.length === 0 || known.length < days.length ? null : Math.max(...known);
  }
  return total(
    byRole(shifts).map((role) => total(role.shifts.map(of), true)),
    false,
  );
}

/** How many people a gig still wants: on the day with most places left, or with `together` in each role's fullest shift. Null: not known. */
export const openPlaces = (shifts: readonly (Pick<Places, 'open'> & Roled & Dated)[], together: boolean) =>
  totalOf(shifts, together, ({ open }) => open);

type Shift = Pick<Places, 'open'> & Pick<Times, 'startsAt'> & Roled;

/** What goes together has begun with its first shift, role by role. */
const rolesToCome = <T extends Pick<Times, 'startsAt'> & Roled>(shifts: readonly T[], now: Date): T[] =>
  byRole(shifts).flatMap((role) =>
    shiftsToCome(role.shifts, now).length < role.shifts.length ? [] : role.shifts,
  );

/**
 * Whether nobody can come any more, since the work has begun: of what goes together the first shift of each role, else
 * its last.
 */
export function hasBegunForAll(
  shifts: readonly (Pick<Times, 'startsAt'> & Roled)[],
  together: boolean,
  now: Date,
): boolean {
  const toCome = together ? rolesToCome(shifts, now) : shiftsToCome(shifts, now);
  return shifts.length > 0 && toCome.length === 0;
}

/** Places that can be taken at a moment, by `openPlaces` of what has not begun. Null: not known. */
export function placesToTake(shifts: readonly Shift[], together: boolean, now: Date): number | null {
  if (hasBegunForAll(shifts, together, now)) return 0;
  return openPlaces(together ? rolesToCome(shifts, now) : shiftsToCome(shifts, now), together);
}

/** How many people a gig wants: on the day with most, or with `together` in each role's smallest shift. Null: not known. */
export const headcount = (
  shifts: readonly (Pick<Places, 'headcount'> & Roled & Dated)[],
  together: boolean,
) => totalOf(shifts, together, (shift) => shift.headcount);
