import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import { noticeKind } from '../../../platform/notices/kind.ts';
import { say } from '../../../words/say.ts';
import { wordsOf } from '../../../words/words.ts';
import { aboutFilling, partsOf, type Told } from '../../gigs/public.ts';
import { type Days, endedBy, endedDays, endOf, type Situation, workOf } from './situation.ts';
import { ended, whileBooking, whileClashing } from './still-so.ts';
import { whoLeft } from './who-left.ts';
import { leftWords } from './words.ts';

const words = () => wordsOf('bookings').notices;

/** What is told to the employer's members: somebody waits for an answer, took a place, or was counted on and won't come. */
const toMembers = {
  to: ({ members }: Situation) => members,
  leadsTo: ({ gig }: Situation) => `/employer/gigs/${gig._id.toHexString()}`,
  work: workOf,
  said: ({ told }: Situation) => told,
} as const;

const keyOf = (kind: string, { booking }: Situation) => `${kind}:${booking._id.toHexString()}`;
const isSoon = ({ told: { startsAt }, now }: Pick<Situation, 'told' | 'now'>) =>
  startsAt !== null && startsAt.getTime() - now.getTime() < DAY_MS;

export const asked = noticeKind({
  ...toMembers,
  kind: 'booking.asked',
  icon: 'me',
  key: (of: Situation) => keyOf('booking.asked', of),
  pace: 'at_once',
  work: (of: Situation) => ({ ...workOf(of), notAfter: of.gig.validUntil ?? undefined }),
  words: (told) => say(words().asked, partsOf(told)),
  about: ({ kind, gigId }) => `${kind}:${String(gigId)}`,
  several: { title: (count) => words().asked.several({ count }) },
  still: whileBooking(
    ({ booking, gig, now }) => booking?.state === 'requested' && gig && isPublic(gigState(gig, now)),
  ),
});

export const taken = noticeKind({
  ...toMembers,
  kind: 'booking.taken',
  icon: 'me',
  key: (of: Situation) => keyOf('booking.taken', of),
  pace: (of: Situation) => (isSoon(of) ? 'urgent' : 'digest'),
  words: (told) => say(words().taken, partsOf(told)),
  about: ({ gigId }) => aboutFilling(gigId),
  several: { title: (count) => words().taken.several({ count }) },
  // That all have come says the same of each of them.
  still: whileBooking(
    ({ booking, full }, { pace }) =>
      booking?.state === 'confirmed' && !(pace === 'digest' && full && full >= booking.createdAt),
  ),
  latest: ({ begins }) => begins && new Date(begins.getTime() - DAY_MS),
  fewTexts: true,
});

export const left = noticeKind({
  ...toMembers,
  kind: 'booking.left',
  icon: 'back',
  key: (of: Situation) =>
    endedDays(of.event, of.booking) ? `booking.left:${of.event.eventId}` : keyOf('booking.left', of),
  pace: (of: Situation) => (isSoon(of) ? 'urgent' : 'at_once'),
  said: ({ told, event, booking, now }: Situation) => ({
    ...told,
    days: endedDays(event, booking),
    barred: endedBy(event, booking, 'barred'),
    comes: booking.times.some(({ startsAt }) => startsAt > now),
  }),
  words: (said: Told & { days: Days; barred: boolean; comes: boolean }) => leftWords(said, said),
  still: whileBooking(({ booking }) => ended(booking, 'withdrawn') || ended(booking, 'barred')),
  isLastCall: true,
  who: whoLeft,
});

export const renamed = noticeKind({
  ...toMembers,
  kind: 'booking.renamed',
  icon: 'alert',
  key: ({ event }: Situation) => `booking.renamed:${event.eventId}`,
  pace: 'at_once',
  words: (told) => say(words().renamed, partsOf(told)),
  still: whileBooking(({ booking }) => booking?.state === 'confirmed' && Boolean(booking.formerName)),
});

/** To the members of both employers, where a new time made somebody's work for them meet. */
export const clash = noticeKind({
  ...toMembers,
  kind: 'booking.clash',
  icon: 'alert',
  key: (of: Situation) => `${keyOf('booking.clash', of)}:${of.event.eventId}`,
  pace: (of: Situation) => (isSoon(of) ? 'urgent' : 'at_once'),
  work: (of: Situation) => ({ ...workOf(of), notAfter: endOf(of.booking.times) }),
  words: (told) => say(words().clash, partsOf(told)),
  still: whileClashing,
});
