import { localDay } from '@linggong/rules/time.ts';
import { noticeKind } from '../../../platform/notices/kind.ts';
import { say } from '../../../words/say.ts';
import { wordsOf } from '../../../words/words.ts';
import { partsOf, type Told } from '../../gigs/public.ts';
import type { Changed } from './changes.ts';
import { type Days, endedDays, type Off, type Situation, workOf } from './situation.ts';
import { ended, whileBooking, whileChanged } from './still-so.ts';
import { changedWords, lapsedWords, offWords } from './words.ts';

const words = () => wordsOf('bookings').notices;

/** What is told to who holds a booking; nothing of what they did themselves. */
const toHolder = {
  to: ({ booking }: Situation) => [booking.personId.toHexString()],
  leadsTo: '/my',
  work: workOf,
  said: ({ told }: Situation) => told,
} as const;

const keyOf = (kind: string, { booking }: Situation) => `${kind}:${booking._id.toHexString()}`;
/** Each time that days are off is told of its own. */
const keyOfPart = (kind: string, of: Situation) =>
  endedDays(of.event, of.booking) ? `${kind}:${of.event.eventId}` : keyOf(kind, of);

/** What can't wait goes out as a text message too. */
const urgentIfHeld = ({ event }: Situation) =>
  event.payload.was === 'confirmed' ? ('urgent' as const) : ('at_once' as const);

/** A confirmed place for today has no reminder to come. */
export const confirmed = noticeKind({
  ...toHolder,
  kind: 'booking.confirmed',
  icon: 'done',
  key: (of: Situation) =>
    of.event.payload.extended ? `booking.confirmed:${of.event.eventId}` : keyOf('booking.confirmed', of),
  pace: ({ told: { startsAt }, now }: Situation) =>
    startsAt && localDay(startsAt) === localDay(now) ? 'urgent' : 'at_once',
  words: (told, { forOther }) => say(words().confirmed, { ...partsOf(told), forOther }),
  still: whileBooking(({ booking }) => booking?.state === 'confirmed'),
});

export const declined = noticeKind({
  ...toHolder,
  kind: 'booking.declined',
  icon: 'remove',
  key: (of: Situation) => keyOf('booking.declined', of),
  pace: 'at_once',
  words: (told) => say(words().declined, partsOf(told)),
  still: whileBooking(({ booking }) => booking?.state === 'declined'),
});

export const cancelled = noticeKind({
  ...toHolder,
  kind: 'booking.cancelled',
  icon: 'remove',
  key: (of: Situation) => keyOfPart('booking.cancelled', of),
  pace: urgentIfHeld,
  said: ({ told, off }: Situation & { off: Off }) => ({ ...told, ...off }),
  words: (said: Told & Partial<Off>, { station }) => offWords(said, said, station),
  still: whileBooking(
    ({ booking }) => ended(booking, 'cancelled') || ended(booking, 'barred') || ended(booking, 'taken_down'),
  ),
  isLastCall: true,
});

/** Each new version is told; of what waits, or was taken off the feed, no more than once, whatever is typed. */
function changeKey({ event, booking, gig }: Situation): string {
  const waits = gig.state === 'in_review' || gig.state === 'returned';
  const of = `booking.changed:${booking._id.toHexString()}`;
  return waits ? `${of}:${gig.version}:${gig.state}` : `booking.changed:${event.eventId}`;
}

export const changed = noticeKind({
  ...toHolder,
  kind: 'booking.changed',
  icon: 'alert',
  key: changeKey,
  pace: urgentIfHeld,
  said: ({ told, changed: what }: Situation & { changed: Changed }) => ({ ...told, ...what }),
  words: (said: Told & Changed) => changedWords(said, said),
  still: whileChanged,
});

export const lapsed = noticeKind({
  ...toHolder,
  kind: 'booking.lapsed',
  icon: 'remove',
  key: (of: Situation) => keyOfPart('booking.lapsed', of),
  pace: 'at_once',
  said: ({ told, event, booking }: Situation) => ({ ...told, days: endedDays(event, booking) }),
  words: (said: Told & { days: Days }) => lapsedWords(said, said.days),
  still: whileBooking(({ booking }) => ended(booking, 'lapsed')),
});

/** Work of the next day, or of today where the evening before was missed. */
export const tomorrow = noticeKind({
  ...toHolder,
  kind: 'shift.tomorrow',
  icon: 'clock',
  key: ({ booking, told }: Reminder) =>
    `shift.tomorrow:${booking._id.toHexString()}:${told.startsAt?.getTime()}`,
  to: ({ booking }: Reminder) => [booking.personId.toHexString()],
  pace: 'urgent',
  work: ({ booking, gig, told: { startsAt } }: Reminder) => ({
    gigId: gig._id.toHexString(),
    bookingId: booking._id.toHexString(),
    ...(startsAt ? { begins: startsAt, notAfter: startsAt } : {}),
  }),
  said: ({ told }: Reminder) => told,
  words: (told) => say(words().tomorrow, partsOf(told)),
  still: whileBooking(
    ({ booking }, { begins }) =>
      booking?.state === 'confirmed' &&
      booking.times.some(({ startsAt }) => startsAt.getTime() === begins?.getTime()),
  ),
});
type Reminder = Pick<Situation, 'booking' | 'gig' | 'told'>;
