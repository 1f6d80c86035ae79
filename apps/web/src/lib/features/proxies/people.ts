import type { MyPeople } from '@linggong/contracts/booking.ts';

export type Mine = MyPeople['items'][number];
export type Standing = 'answer' | 'busy' | 'free';

/** Where somebody stands: something has to be answered for them, they have work, or they are free. */
export function standingOf({ bookings }: Mine): Standing {
  if (bookings.some(({ changed, inReview, clashes }) => (changed && !inReview) || clashes.length > 0))
    return 'answer';
  return bookings.length > 0 ? 'busy' : 'free';
}

/** When a booking's next shift begins that it holds; null: told in words, or over. */
export function nextStart(booking: Mine['bookings'][number], now: Date): string | null {
  const held = booking.gig.shifts.filter(({ id }) => booking.shiftIds.includes(id));
  const next = held
    .flatMap(({ startsAt, endsAt }) => (startsAt && endsAt && new Date(endsAt) > now ? startsAt : []))
    .toSorted();
  return next[0] ?? null;
}

/** What has no time comes after all that has one. */
const LAST = '9999';
const whenOf = (booking: Mine['bookings'][number], now: Date) => nextStart(booking, now) ?? LAST;

/** With each one's work in order of time. */
const inTime = (mine: Mine, now: Date): Mine => ({
  ...mine,
  bookings: mine.bookings.toSorted((a, b) => whenOf(a, now).localeCompare(whenOf(b, now))),
});
const firstOf = ({ bookings: [first] }: Mine, now: Date) => (first ? whenOf(first, now) : LAST);

/** By whoever has to answer first, then who has work, then who is free; in each by when their work begins. */
export const byStanding = (people: readonly Mine[], now: Date): { standing: Standing; people: Mine[] }[] => {
  const all = people.map((mine) => inTime(mine, now));
  return (['answer', 'busy', 'free'] as const).flatMap((standing) => {
    const those = all
      .filter((mine) => standingOf(mine) === standing)
      .toSorted((a, b) => firstOf(a, now).localeCompare(firstOf(b, now)));
    return those.length > 0 ? [{ standing, people: those }] : [];
  });
};
