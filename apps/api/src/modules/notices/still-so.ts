import { gigState, isPublic } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { BookingRecord } from '../bookings/model.ts';
import type { GigRecord } from '../gigs/model.ts';
import type { NoticeRecord } from './model.ts';
import { bookingsById, gigsById } from './told.ts';

type Now = { booking: BookingRecord | undefined; gig: GigRecord | undefined; now: Date };

/** Whether what a notice says still is so. A notice about what is gone has nothing to say. */
const STILL: Record<NoticeRecord['kind'], (notice: NoticeRecord, at: Now) => boolean | undefined> = {
  'gig.match': (_, { gig, now }) => gig && gigState(gig, now) === 'published',
  'booking.confirmed': (_, { booking }) => booking?.state === 'confirmed',
  'booking.declined': (_, { booking }) => booking?.state === 'declined',
  'booking.cancelled': (_, { booking }) => booking?.state === 'cancelled',
  'booking.changed': (_, { booking }) => booking?.active,
  'shift.tomorrow': ({ begins }, { booking }) =>
    booking?.state === 'confirmed' &&
    booking.times.some(({ startsAt }) => startsAt.getTime() === begins?.getTime()),
  'booking.asked': (_, { booking, gig, now }) =>
    booking?.state === 'requested' && gig && isPublic(gigState(gig, now)),
  'booking.left': (_, { booking }) => booking?.state === 'withdrawn',
  'gig.published': (_, { gig, now }) => gig && isPublic(gigState(gig, now)),
  'gig.returned': (_, { gig }) => gig?.state === 'returned',
  'gig.refused': (_, { gig }) => gig?.state === 'refused',
  'gig.full': (_, { gig, now }) => gig && gigState(gig, now) === 'full',
};

/** Those that nobody has read and that still are so, in their order. Asked for right before they are said. */
export async function stillSo(deps: Deps, notices: readonly NoticeRecord[]): Promise<NoticeRecord[]> {
  const now = deps.clock();
  const open = notices.filter(({ readAt, notAfter }) => !readAt && (!notAfter || notAfter > now));
  const bookings = await bookingsById(
    deps,
    open.flatMap(({ bookingId }) => bookingId ?? []),
  );
  const gigs = await gigsById(
    deps,
    open.flatMap(({ gigId }) => gigId ?? []),
  );
  return open.filter((notice) =>
    STILL[notice.kind](notice, {
      booking: bookings.get(String(notice.bookingId)),
      gig: gigs.get(String(notice.gigId)),
      now,
    }),
  );
}
