import { overlap } from '@linggong/rules/overlap.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { gigsWithoutTerms } from '../gigs/public.ts';
import type { InTheWay, PersonMover } from '../people/public.ts';
import type { BookingRecord } from './model.ts';
import { activeBookingsOf, bookingsMadeSince } from './repository/find.ts';
import { giveBookings, moveBookings } from './repository/save.ts';

async function titlesOf(deps: Deps, bookings: readonly BookingRecord[]) {
  const gigs = byId(
    await gigsWithoutTerms(
      deps,
      bookings.map(({ gigId }) => gigId),
    ),
  );
  return ({ gigId }: BookingRecord) => gigs.get(String(gigId))?.posting.title ?? '';
}

const meets = (a: BookingRecord, b: BookingRecord) =>
  a.times.some((one) => b.times.some((two) => overlap(one, two)));

/** What two records hold that one person can't: the same gig twice, or two at one time. */
async function inTheWay(deps: Deps, kept: Types.ObjectId, gone: Types.ObjectId): Promise<InTheWay[]> {
  const [theirs, others] = [await activeBookingsOf(deps, kept), await activeBookingsOf(deps, gone)];
  const title = await titlesOf(deps, others);
  return others.flatMap((other): InTheWay[] => {
    if (theirs.some(({ gigId }) => gigId.equals(other.gigId)))
      return [{ why: 'sameGig', title: title(other) }];
    return theirs.some((own) => meets(own, other)) ? [{ why: 'overlap', title: title(other) }] : [];
  });
}

/** How bookings follow when two records of one person become one, and when they are taken apart. */
export const bookingMover = (deps: Deps): PersonMover => ({
  inTheWay: (kept, gone) => inTheWay(deps, kept, gone),
  move: (from, to) => moveBookings(deps, from, to),
  putBack: (ids, from, to) => giveBookings(deps, ids, { from, to }),
  madeSince: async (kept, since) => {
    const made = await bookingsMadeSince(deps, kept, since);
    return made.map(await titlesOf(deps, made));
  },
});
