import { type HeldShift, hasBegun } from './booking-shifts.ts';
import { localDay, ms } from './time.ts';

/** What one of a crew holds or asks for. */
export type CrewPart = { personId: string; shifts: readonly HeldShift[] };

/** A day on which some of a crew come; `day` and `startsAt` are null where it is told in words. */
export type CrewDay = { day: string | null; startsAt: Date | null; shiftIds: string[]; people: number };

const dayOf = ({ startsAt }: HeldShift) => (startsAt === null ? null : localDay(startsAt));

/**
 * The days of a crew of which nothing has begun, in order of time, with how many heads come on each: who has two shifts of
 * a day is one.
 */
export function crewDays(parts: readonly CrewPart[], now: Date): CrewDay[] {
  const all = parts.flatMap(({ personId, shifts }) => shifts.map((shift) => ({ personId, shift })));
  return [...Map.groupBy(all, ({ shift }) => dayOf(shift))]
    .filter(([, held]) => !held.some(({ shift }) => hasBegun(shift, now)))
    .map(([day, held]) => ({
      day,
      startsAt: day === null ? null : new Date(Math.min(...held.map(({ shift }) => ms(shift.startsAt!)))),
      shiftIds: [...new Set(held.map(({ shift }) => shift.id))],
      people: new Set(held.map(({ personId }) => personId)).size,
    }))
    .toSorted((a, b) => (a.startsAt?.getTime() ?? Infinity) - (b.startsAt?.getTime() ?? Infinity));
}

/** Those on which too few come. A day on which nobody of the crew comes is none of its days. */
export const daysShort = (days: readonly CrewDay[], atLeast: number | null): CrewDay[] =>
  days.filter(({ people }) => people < (atLeast ?? 0));
