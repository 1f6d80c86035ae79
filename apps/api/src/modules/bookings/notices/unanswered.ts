import type { OfferChange } from '@linggong/contracts/offer.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../../deps.ts';
import { byId } from '../../../platform/database.ts';
import { noticeKind } from '../../../platform/notices/kind.ts';
import { say } from '../../../words/say.ts';
import { wordsOf } from '../../../words/words.ts';
import { partsOf, type Told } from '../../gigs/public.ts';
import { bookingsByIds } from '../repository/find.ts';
import { changesForHolder, termsOf } from '../terms.ts';
import type { BookingEvent, Situation } from './situation.ts';
import { changed } from './to-holder.ts';
import { changesText } from './words.ts';

const words = () => wordsOf('bookings').notices.unanswered;

type Side = { side: 'holder' | 'employer'; to: readonly string[]; changes: OfferChange[] };
type Of = Situation & Side;

/** To an employer once for a version and a day, however many did not answer. */
const keyOf = ({ side, gig, booking, event }: Of) =>
  side === 'holder'
    ? `booking.unanswered:${booking._id.toHexString()}:${event.eventId}`
    : `booking.unanswered:${gig._id.toHexString()}:${gig.version}:${localDay(event.at)}`;

/** Its work may be over where it was moved: it is of use all the same. */
export const unanswered = noticeKind({
  kind: 'booking.unanswered',
  icon: 'clock',
  to: ({ to }: Of) => to,
  key: keyOf,
  pace: 'at_once',
  leadsTo: ({ side, gig }: Of) => (side === 'holder' ? '/my' : `/employer/gigs/${gig._id.toHexString()}`),
  work: ({ side, booking, gig }: Of) => ({
    gigId: gig._id.toHexString(),
    ...(side === 'holder' ? { bookingId: booking._id.toHexString() } : {}),
  }),
  said: ({ told, side, changes }: Of) => ({ ...told, side, changes }),
  words: (said: Told & Pick<Side, 'side' | 'changes'>) => {
    const { holder, inReview, employer } = words();
    if (said.side === 'employer') return say(employer, partsOf(said));
    if (said.changes.length === 0) return say(inReview, partsOf(said));
    return say(holder, { ...partsOf(said), changes: changesText(said.changes) });
  },
});

/** What both sides are told; of what operators have not passed by then nothing is said in words. */
export async function toldUnanswered(deps: Deps, ofHolder: Situation, ofMembers: Situation) {
  const { booking, gig, members } = ofMembers;
  const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
  const changes = terms && gig.state !== 'in_review' ? await changesForHolder(deps, gig, terms) : [];
  const to = [booking.personId.toHexString()];
  return [
    ...unanswered.drafts({ ...ofHolder, side: 'holder', to, changes }),
    ...unanswered.drafts({ ...ofMembers, side: 'employer', to: members, changes: [] }),
  ];
}

/** Nobody is asked any more whether they still come: what asked them goes from their inbox. */
export async function dropAsks(deps: Deps, events: readonly BookingEvent[]): Promise<void> {
  const ids = events.flatMap(({ payload }) => (payload.unanswered ? payload.bookingId : []));
  for (const { _id: bookingId, personId } of byId(await bookingsByIds(deps, ids)).values())
    await deps.hooks.bookings.takeBackNotices({ personId, kind: changed.kind, bookingId }, []);
}
