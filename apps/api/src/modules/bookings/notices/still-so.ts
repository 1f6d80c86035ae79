import type { Deps } from '../../../deps.ts';
import { byId } from '../../../platform/database.ts';
import type { Still, StoredNotice, WhenTold } from '../../../platform/notices/kind.ts';
import { type GigRead, gigsWithoutTerms } from '../../gigs/public.ts';
import { clashesOf } from '../clashes.ts';
import type { BookingRecord, EndedRecord } from '../model.ts';
import { activeBookingsOf, bookingsByIds } from '../repository/find.ts';
import { isChanged } from './changes.ts';

export type Now = {
  booking: BookingRecord | undefined;
  gig: GigRead | undefined;
  now: Date;
  /** When the person was told last that the gig is full, of those who wait to hear who took it. */
  full: Date | undefined;
};
type Seen = (notice: StoredNotice) => Now;

/** That a booking, or a part of it, ended so. */
export const ended = (booking: BookingRecord | undefined, how: EndedRecord['how']): boolean =>
  Boolean(booking?.state === how || booking?.ended.some((shift) => shift.how === how));

async function lookAtBookings(
  deps: Deps,
  notices: readonly StoredNotice[],
  whenTold: WhenTold,
): Promise<Seen> {
  const bookingIds = notices.flatMap(({ bookingId }) => bookingId ?? []);
  const bookings = bookingIds.length > 0 ? byId(await bookingsByIds(deps, bookingIds)) : new Map();
  const gigIds = notices.flatMap(({ gigId }) => gigId ?? []);
  const gigs = byId(await gigsWithoutTerms(deps, gigIds));
  const taken = notices.filter(({ kind, pace }) => kind === 'booking.taken' && pace === 'digest');
  const full = taken.length > 0 ? await whenTold('gig.full', taken) : () => undefined;
  const now = deps.clock();
  return (notice) => ({
    booking: bookings.get(String(notice.bookingId)),
    gig: gigs.get(String(notice.gigId)),
    now,
    full: full(notice),
  });
}

/** It still is so while its booking is; of one that is gone there is nothing to say. */
export const whileBooking = (
  is: (now: Now, notice: StoredNotice) => boolean | undefined,
): Still<Deps, Seen> => ({
  look: lookAtBookings,
  so: (notice, seen) => is(seen(notice), notice),
});

type StandsOut = (deps: Deps, booking: BookingRecord, gig: GigRead) => Promise<boolean>;

/** As long as what it tells of stands out: each is looked at for itself. */
const whileStanding = (standsOut: StandsOut): Still<Deps, ReadonlySet<string>> => ({
  async look(deps, notices, whenTold) {
    const seen = await lookAtBookings(deps, notices, whenTold);
    const standing = new Set<string>();
    for (const notice of notices) {
      const { booking, gig } = seen(notice);
      if (booking && gig && (await standsOut(deps, booking, gig))) standing.add(notice._id.toHexString());
    }
    return standing;
  },
  so: ({ _id }, standing) => standing.has(_id.toHexString()),
});

/** The gig still is otherwise than it was taken. */
export const whileChanged = whileStanding(isChanged);

/** The person still has two works at the same time. */
export const whileClashing = whileStanding(
  async (deps, booking) =>
    clashesOf(booking, await activeBookingsOf(deps, booking.personId), deps.clock()).length > 0,
);
