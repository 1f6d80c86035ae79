import type { Takeability } from '@linggong/contracts/booking.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { takeSentence } from '@linggong/rules/messages/take.ts';
import type { WhyNot } from '@linggong/rules/take.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { rulesWords } from '../../words/words.ts';
import { countInTransaction, requireRoom } from '../caps/public.ts';
import { type GigRead, gigIdOf, gigWithoutTerms, inTurnOfGig } from '../gigs/public.ts';
import { type PersonRecord, personById, requireMay, touchPerson } from '../identity/public.ts';
import { timesOf } from './held.ts';
import type { BookingRecord } from './model.ts';
import { makeBooking } from './move.ts';
import { bookingOfGig, countNotOver } from './repository/find.ts';
import { requireSameOffer } from './same-offer.ts';
import { type Wanted, whyNot } from './why-not.ts';

type Shown = Wanted & { version: number };

async function personOf(deps: Deps, viewer: Viewer): Promise<PersonRecord> {
  const person = await personById(deps, viewer.personId);
  if (!person) throw problem('person.not_found');
  return person;
}

/** What never was public is not there for anybody to take. */
async function takeable(deps: Deps, viewer: Viewer, idOrNumber: string): Promise<GigRead> {
  const gig = await gigWithoutTerms(deps, idOrNumber);
  if (gig.version === 0) requireMay(viewer, 'gig.take_unpublished', gig);
  return gig;
}

const refused = (why: WhyNot) =>
  problem('booking.refused', { refusal: why.refusal, detail: takeSentence(why, rulesWords()) });

/** Whether the viewer can take the gig, and what they have of it already. */
export async function takeability(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  shiftIds: string[],
): Promise<Takeability> {
  requireMay(viewer, 'gig.take');
  const gig = await takeable(deps, viewer, idOrNumber);
  const person = await personOf(deps, viewer);
  const mine = await bookingOfGig(deps, gig._id, viewer.personId);
  const why = await whyNot(deps, person, { gig, viewer, shiftIds });
  return {
    refusal: why?.refusal ?? null,
    detail: why ? takeSentence(why, rulesWords()) : null,
    bookingId: mine?._id.toHexString() ?? null,
    bookingState: mine?.state ?? null,
  };
}

/** The viewer's own person; throws what is in the way of their taking the gig as they saw it. */
async function requireCanTake(deps: Deps, wanted: Shown): Promise<PersonRecord> {
  await requireSameOffer(deps, wanted.gig, wanted);
  const person = await personOf(deps, wanted.viewer);
  const why = await whyNot(deps, person, wanted);
  if (why) throw refused(why);
  return person;
}

/** Counts one more booking of a person's; throws `cap.reached` where they have enough, at once or for today. */
export async function countBooking(deps: Deps, by: Types.ObjectId, { employerId }: GigRead): Promise<void> {
  await requireRoom(deps, { cap: 'bookings', by }, () => countNotOver(deps, by, deps.clock()));
  await countInTransaction(
    deps,
    { cap: 'takes', by },
    { cap: 'takes_of_employer', by: `${by}:${employerId}` },
  );
}

/** A booking of what is wanted, as it is before it is taken or requested. */
export function unmade({ gig, viewer, shiftIds }: Wanted, personId: Types.ObjectId, now: Date) {
  const all = gig.shifts.map((shift) => shift._id);
  const taken = shiftIds.length > 0 ? all.filter((id) => shiftIds.includes(id.toHexString())) : all;
  return {
    _id: new Types.ObjectId(),
    gigId: gig._id,
    employerId: gig.employerId,
    personId,
    shiftIds: taken,
    times: timesOf(gig, taken),
    offered: [],
    ended: [],
    together: gig.together,
    revision: 0,
    gigVersion: gig.version,
    agreements: [{ version: gig.version, at: now }],
    byAccountId: new Types.ObjectId(viewer.accountId),
    createdAt: now,
    updatedAt: now,
  };
}

/** Books what is wanted of a gig, as it was shown; in a transaction. */
async function book(deps: Deps, wanted: Shown): Promise<BookingRecord> {
  const { gig } = wanted;
  const person = await requireCanTake(deps, wanted);
  await touchPerson(deps, person._id);
  await countBooking(deps, person._id, gig);
  const how = gig.posting.bookingMode === 'instant' ? 'take' : 'request';
  return makeBooking(deps, gig, how, unmade(wanted, person._id, deps.clock()));
}

/**
 * Takes a gig for the viewer's own person, as its `version` was shown: confirmed at once, or requested where the
 * employer chooses. Where something that people decide by has changed since it throws `gig.terms_changed`. Places go
 * down by one conditional update in the transaction that writes the booking; whoever comes too late is told so
 * (`booking.refused` with why), without a transaction and out of the way of the others. A request holds no place until
 * it is accepted.
 */
export async function takeGig(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  shown: { version: number; shiftIds: string[] },
): Promise<BookingRecord> {
  requireMay(viewer, 'gig.take');
  const id = await gigIdOf(deps, idOrNumber);
  const tried = await inTurnOfGig(deps, id, async () => {
    const full = await takeable(deps, viewer, id);
    if (gigState(full, deps.clock()) === 'full') return { full };
    const booking = await deps.transaction(async () =>
      book(deps, { gig: await takeable(deps, viewer, id), viewer, ...shown }),
    );
    return { booking };
  });
  if (tried.booking) return tried.booking;
  await requireCanTake(deps, { gig: tried.full, viewer, ...shown });
  throw refused({ refusal: 'full' });
}
