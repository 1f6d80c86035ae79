import type { MyPeople } from '@linggong/contracts/booking.ts';

export type Mine = MyPeople['items'][number];
export type Standing = 'answer' | 'busy' | 'free';

/** Where somebody stands: something has to be answered for them, they have work, or they are free. */
export function standingOf({ bookings }: Mine): Standing {
  if (bookings.some(({ changed, inReview, clashes }) => (changed && !inReview) || clashes.length > 0))
    return 'answer';
  return bookings.length > 0 ? 'busy' : 'free';
}

/** By whoever has to answer first, then who has work, then who is free; in each by their order. */
export const byStanding = (people: readonly Mine[]): { standing: Standing; people: Mine[] }[] =>
  (['answer', 'busy', 'free'] as const).flatMap((standing) => {
    const those = people.filter((mine) => standingOf(mine) === standing);
    return those.length > 0 ? [{ standing, people: those }] : [];
  });

/** When a booking's next shift begins that it holds; null: told in words, or over. */
export function nextStart(booking: Mine['bookings'][number], now: Date): string | null {
  const held = booking.gig.shifts.filter(({ id }) => booking.shiftIds.includes(id));
  const next = held
    .flatMap(({ startsAt, endsAt }) => (startsAt && endsAt && new Date(endsAt) > now ? startsAt : []))
    .toSorted();
  return next[0] ?? null;
}
