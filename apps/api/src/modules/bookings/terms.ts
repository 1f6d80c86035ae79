import type { OfferChange } from '@linggong/contracts/offer.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { offerChanges } from '@linggong/rules/messages/offer.ts';
import { type Difference, offerDifferences, thoseOfHolder } from '@linggong/rules/offer.ts';
import { ms } from '@linggong/rules/time.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { rulesWords } from '../../words/words.ts';
import { type GigRead, postingsAt } from '../gigs/public.ts';
import { placeNames, regionById } from '../regions/public.ts';
import { heldShiftsIn } from './held.ts';
import type { BookingRecord } from './model.ts';

/**
 * What a booking was agreed on, and what of it differs from what its gig says now. `open`: what of that can still be
 * answered; where nothing can, what was agreed holds. `toCome`: there is work of which an answer could still be asked.
 */
export type Terms = { agreed: Posting; differences: Difference[]; open: Difference[]; toCome: boolean };

const heldIds = ({ shiftIds }: BookingRecord) => shiftIds.map((id) => id.toHexString());

type Asked = Pick<BookingRecord, 'shiftIds' | 'times' | 'offered'>;

/**
 * Until when a change can be answered, for each shift held: until it begins for good (`heldShiftsIn`), or its new time is
 * over. Null: without a time.
 */
function answerable(booking: Asked, gig: Pick<GigRead, 'validUntil'>, now: Date) {
  return heldShiftsIn(booking, gig, now).map(({ id, startsAt }) => {
    const offered = booking.offered.find(({ shiftId }) => shiftId.toHexString() === id);
    const until = startsAt === null ? null : ms(startsAt);
    return { id, until: until !== null && offered ? Math.min(until, offered.endsAt.getTime()) : until };
  });
}

/** Until when somebody can answer what was changed of a booking: of its last shift. Where no time is told, as long as its gig is shown. */
export function answerUntil(booking: Asked, gig: Pick<GigRead, 'validUntil'>, now: Date): Date | null {
  const moments = answerable(booking, gig, now).map(
    ({ until }) => until ?? gig.validUntil?.getTime() ?? null,
  );
  return moments.length === 0 || moments.includes(null) ? null : new Date(Math.max(...moments.map(Number)));
}

/** The shifts of a booking of which a change can still be answered. */
const openShifts = (booking: BookingRecord, gig: GigRead, now: Date): string[] =>
  booking.active
    ? answerable(booking, gig, now).flatMap(({ id, until }) =>
        until === null || until > now.getTime() ? id : [],
      )
    : [];

/**
 * What several bookings were agreed on, by gigs that are read already; undefined where that version was not kept, of
 * long ago.
 */
export async function agreedOf(
  deps: Deps,
  bookings: readonly BookingRecord[],
  gigs: ReadonlyMap<string, GigRead>,
): Promise<(booking: BookingRecord) => Posting | undefined> {
  const postingAt = await postingsAt(
    deps,
    gigs,
    bookings.map(({ gigId, gigVersion }) => ({ gigId, version: gigVersion })),
  );
  return ({ gigId, gigVersion }) => postingAt({ gigId, version: gigVersion });
}

/** The terms of several bookings, by gigs that are read already. */
export async function termsOf(
  deps: Deps,
  bookings: readonly BookingRecord[],
  gigs: ReadonlyMap<string, GigRead>,
): Promise<(booking: BookingRecord) => Terms | undefined> {
  const agreedBy = await agreedOf(deps, bookings, gigs);
  return (booking) => {
    const gig = gigs.get(booking.gigId.toHexString());
    if (!gig) return undefined;
    // Of a version that was not kept nothing can be said to differ.
    const agreed = agreedBy(booking) ?? gig.posting;
    const differences = thoseOfHolder(offerDifferences(agreed, gig.posting), heldIds(booking));
    const ids = openShifts(booking, gig, deps.clock());
    const toCome = ids.length > 0;
    return { agreed, differences, open: toCome ? thoseOfHolder(differences, ids) : [], toCome };
  };
}

/**
 * What somebody who holds a gig may read of its changes: nothing of what was sent back and is being typed, and of what
 * waits for an operator no word that they have not passed.
 */
export async function changesForHolder(
  deps: Deps,
  gig: Pick<GigRead, 'state' | 'posting'>,
  { agreed, differences }: Pick<Terms, 'agreed' | 'differences'>,
): Promise<OfferChange[]> {
  if (gig.state === 'returned' || gig.state === 'refused' || gig.state === 'withdrawn') return [];
  return changesInWords(deps, agreed, gig.posting, differences, { unpassed: gig.state === 'in_review' });
}

/** Differences between two versions of a posting in words, without phone numbers. */
export async function changesInWords(
  deps: Deps,
  before: Posting,
  after: Posting,
  differences: readonly Difference[],
  options: { unpassed?: boolean } = {},
): Promise<OfferChange[]> {
  if (differences.length === 0) return [];
  const names = new Map<string, string>();
  for (const { workplace } of [before, after]) {
    const region = workplace.regionId ? await regionById(deps, workplace.regionId) : null;
    if (region) names.set(region._id.toString(), placeNames(region).join(''));
  }
  const said = { ...options, names: (id: string) => names.get(id) ?? '', words: rulesWords() };
  return offerChanges(before, after, differences, said).map((change) => ({
    ...change,
    before: withoutPhones(change.before),
    after: withoutPhones(change.after),
  }));
}
