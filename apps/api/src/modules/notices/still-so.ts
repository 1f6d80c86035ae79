import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import { activeBookingsOf, type BookingRecord, clashesOf, type EndedRecord } from '../bookings/public.ts';
import type { GigRecord } from '../gigs/public.ts';
import type { NoticeRecord } from './model.ts';
import { isChanged } from './of-changes.ts';
import { toldOfGigs } from './repository/notices.ts';
import { bookingsById, gigsById } from './told.ts';

type Now = {
  booking: BookingRecord | undefined;
  gig: GigRecord | undefined;
  /** With a notice of a change, or of two works at the same time: it is still there. */
  standsOut: boolean;
  now: Date;
  /** When the person was told last that the gig is full. */
  full: Date | undefined;
};

/** That a booking, or a part of it, ended so. */
const ended = (booking: BookingRecord | undefined, how: EndedRecord['how']) =>
  booking?.state === how || booking?.ended.some((shift) => shift.how === how);

/** Whether what a notice says still is so. A notice about what is gone has nothing to say. */
const STILL: Record<NoticeRecord['kind'], (notice: NoticeRecord, at: Now) => boolean | undefined> = {
  'gig.match': (_, { gig, now }) => gig && gigState(gig, now) === 'published',
  'booking.confirmed': (_, { booking }) => booking?.state === 'confirmed',
  'booking.declined': (_, { booking }) => booking?.state === 'declined',
  'booking.cancelled': (_, { booking }) =>
    ended(booking, 'cancelled') || ended(booking, 'barred') || ended(booking, 'taken_down'),
  'booking.changed': (_, { standsOut }) => standsOut,
  'booking.lapsed': (_, { booking }) => ended(booking, 'lapsed'),
  'shift.tomorrow': ({ begins }, { booking }) =>
    booking?.state === 'confirmed' &&
    booking.times.some(({ startsAt }) => startsAt.getTime() === begins?.getTime()),
  'booking.asked': (_, { booking, gig, now }) =>
    booking?.state === 'requested' && gig && isPublic(gigState(gig, now)),
  // That all have come says the same of each of them.
  'booking.taken': ({ pace }, { booking, full }) =>
    booking?.state === 'confirmed' && !(pace === 'digest' && full && full >= booking.createdAt),
  'booking.left': (_, { booking }) => ended(booking, 'withdrawn') || ended(booking, 'barred'),
  'booking.renamed': (_, { booking }) => booking?.state === 'confirmed' && Boolean(booking.formerName),
  'booking.clash': (_, { standsOut }) => standsOut,
  'gig.published': (_, { gig, now }) => gig && isPublic(gigState(gig, now)),
  'gig.returned': (_, { gig }) => gig?.state === 'returned',
  'import.returned': (_, { gig }) => gig?.state === 'returned',
  'gig.refused': (_, { gig }) => gig?.state === 'refused',
  'report.handled': () => true,
  'push.ending': () => true,
  'account.phone_changed': () => true,
  'employer.contact_changed': () => true,
  'employer.suspended': () => true,
  'employer.lifted': () => true,
  'gig.full': (_, { gig, now }) => gig && gigState(gig, now) === 'full',
};

/** When each person was told last that a gig is full, of those who wait to hear who took it. */
async function toldFull(
  deps: Deps,
  notices: readonly NoticeRecord[],
): Promise<(of: NoticeRecord) => Date | undefined> {
  const taken = notices.filter(({ kind, pace }) => kind === 'booking.taken' && pace === 'digest');
  if (taken.length === 0) return () => undefined;
  const found = await toldOfGigs(deps, 'gig.full', taken);
  const last = new Map(found.map(({ personId, gigId, at }) => [`${String(personId)} ${String(gigId)}`, at]));
  return ({ personId, gigId }) => last.get(`${String(personId)} ${String(gigId)}`);
}

async function standsOutNow(
  deps: Deps,
  kind: NoticeRecord['kind'],
  booking: BookingRecord,
  gig: GigRecord,
): Promise<boolean> {
  if (kind === 'booking.changed') return isChanged(deps, booking, gig);
  if (kind !== 'booking.clash') return false;
  return clashesOf(booking, await activeBookingsOf(deps, booking.personId), deps.clock()).length > 0;
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
  const still: NoticeRecord[] = [];
  for (const notice of open) {
    const booking = bookings.get(String(notice.bookingId));
    const gig = gigs.get(String(notice.gigId));
    const standsOut = booking && gig ? await standsOutNow(deps, notice.kind, booking, gig) : false;
    if (STILL[notice.kind](notice, { booking, gig, standsOut, now, full: fullFor(notice) }))
      still.push(notice);
  }
  return still;
}
