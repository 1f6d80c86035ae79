import { DAY_MS, localDay, localMoment } from '@linggong/rules/time.ts';
import type { Mine } from './people.ts';

type Booking = Mine['bookings'][number];
/** A shift of a day's list. `night`: it goes on into the next day, or comes from the day before; null: it is of this day. */
export type DayRow = Pick<Mine, 'person' | 'grant'> & {
  key: string;
  booking: Booking;
  shift: Booking['gig']['shifts'][number];
  night: 'into' | 'from' | null;
};

/** What a shift is on a day, e.g. `2026-12-01`; undefined: it does not touch it. What ends at midnight is of the day before alone. */
function onDay({ startsAt, endsAt }: DayRow['shift'], day: string): DayRow['night'] | undefined {
  if (!startsAt) return undefined;
  const from = localMoment(day, 0);
  const to = new Date(from.getTime() + DAY_MS);
  const end = new Date(endsAt ?? startsAt);
  if (localDay(startsAt) === day) return end > to ? 'into' : null;
  return new Date(startsAt) < from && end > from ? 'from' : undefined;
}

/** Who works on a day, each shift a row, in order of time: one over midnight is on the list of both days that it touches. */
export const dayRows = (people: readonly Mine[], day: string): DayRow[] =>
  people
    .flatMap(({ person, grant, bookings }) =>
      bookings
        .filter(({ state }) => state === 'confirmed')
        .flatMap((booking) =>
          booking.gig.shifts.flatMap((shift): DayRow[] => {
            const night = booking.shiftIds.includes(shift.id) ? onDay(shift, day) : undefined;
            if (night === undefined) return [];
            return [{ key: `${booking.id}:${shift.id}`, person, grant, booking, shift, night }];
          }),
        ),
    )
    .toSorted(
      (a, b) =>
        a.shift.startsAt!.localeCompare(b.shift.startsAt!) || a.person.name.localeCompare(b.person.name),
    );

/** How many jobs people hold of which no hours are written: they stand on no day's list. */
export const undatedCount = (people: readonly Mine[]): number =>
  people
    .flatMap(({ bookings }) => bookings)
    .filter(
      ({ state, shiftIds, gig }) =>
        state === 'confirmed' && gig.shifts.some(({ id, startsAt }) => !startsAt && shiftIds.includes(id)),
    ).length;
