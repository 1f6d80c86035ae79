import { gigState, isPublic } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { BookingRecord } from '../bookings/model.ts';
import type { GigRecord } from '../gigs/model.ts';
import type { NoticeRecord } from './model.ts';
import { bookingsById, gigsById } from './told.ts';

type Now = {
  booking: BookingRecord | undefined;
  gig: GigRecord | undefined;
  now: Date;
  /** When the person was told last that the gig is full. */
  full: Date | undefined;
};

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
  // That all have come says the same of each of them.
  'booking.taken': ({ pace }, { booking, full }) =>
    booking?.state === 'confirmed' && !(pace === 'digest' && full && full >= booking.createdAt),
  'booking.left': (_, { booking }) => booking?.state === 'withdrawn',
  'gig.published': (_, { gig, now }) => gig && isPublic(gigState(gig, now)),
  'gig.returned': (_, { gig }) => gig?.state === 'returned',
  'gig.refused': (_, { gig }) => gig?.state === 'refused',
  'report.handled': () => true,
  'gig.full': (_, { gig, now }) => gig && gigState(gig, now) === 'full',
};

/** When each person was told last that a gig is full, of those who wait to hear who took it. */
async function toldFull(
  deps: Deps,
  notices: readonly NoticeRecord[],
): Promise<(of: NoticeRecord) => Date | undefined> {
  const taken = notices.filter(({ kind, pace }) => kind === 'booking.taken' && pace === 'digest');
  if (taken.length === 0) return () => undefined;
  const found = await deps.models.notices
    .find(
      {
        personId: { $in: taken.map(({ personId }) => personId) },
        gigId: { $in: taken.map(({ gigId }) => gigId) },
        kind: 'gig.full',
      },
      { personId: 1, gigId: 1, at: 1 },
    )
    .sort({ at: 1 })
    .lean<NoticeRecord[]>();
  const last = new Map(found.map(({ personId, gigId, at }) => [`${String(personId)} ${String(gigId)}`, at]));
  return ({ personId, gigId }) => last.get(`${String(personId)} ${String(gigId)}`);
}

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
  const fullFor = await toldFull(deps, open);
  return open.filter((notice) =>
    STILL[notice.kind](notice, {
      booking: bookings.get(String(notice.bookingId)),
      gig: gigs.get(String(notice.gigId)),
      now,
      full: fullFor(notice),
    }),
  );
}
