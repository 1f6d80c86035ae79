import type { Takeability } from '@linggong/contracts/booking.ts';
import { takeSentence } from '@linggong/rules/messages/take.ts';
import type { WhyNot } from '@linggong/rules/take.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { rulesWords } from '../../words/words.ts';
import { countInTransaction, requireRoom, requireWithin } from '../caps/public.ts';
import { type GigRead, gigIdOf, gigWithoutTerms } from '../gigs/public.ts';
import { requireMay } from '../identity/public.ts';
import { type Acting, byGrant, forOneself, requireMayFor } from '../proxies/public.ts';
import { isOver, timesOf } from './held.ts';
import type { BookingRecord } from './model.ts';
import { makeBooking } from './move.ts';
import { noteActFor } from './note.ts';
import { askForLook } from './proxy-alarms.ts';
import { countNotOver } from './repository/find.ts';
import { requireSameOffer } from './same-offer.ts';
import { inTurnUnlessFull } from './too-late.ts';
import { type Facts, factsNow, touchedFacts, type Wanted, whyNot } from './why-not.ts';

type Shown = Wanted & { version: number };

/** What never was public is not there for anybody to take. */
export function takeable(viewer: Viewer, gig: GigRead): GigRead {
  if (gig.version === 0) requireMay(viewer, 'gig.take_unpublished', gig);
  return gig;
}

/** In words for who asks: about themselves, or about somebody else by name. */
const said = (why: WhyNot, { grant }: Acting, { person }: Facts) =>
  takeSentence(why, rulesWords(), grant ? person.name : null);

const refused = (why: WhyNot, acting: Acting, facts: Facts) =>
  problem('booking.refused', { refusal: why.refusal, detail: said(why, acting, facts) });

/** Whether the viewer can take the gig, and what they have of it already. */
export async function takeability(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  shiftIds: string[],
): Promise<Takeability> {
  requireMay(viewer, 'gig.take');
  const gig = takeable(viewer, await gigWithoutTerms(deps, idOrNumber));
  return takeabilityOf(deps, { gig, acting: forOneself(viewer), shiftIds });
}

/** As `takeability`, of one for whom the viewer may act. */
export async function takeabilityOf(deps: Deps, wanted: Wanted): Promise<Takeability> {
  const facts = await factsNow(deps, wanted);
  const mine = facts.held.find(({ gigId }) => gigId.equals(wanted.gig._id));
  const why = await whyNot(deps, wanted, facts);
  return {
    refusal: why?.refusal ?? null,
    detail: why ? said(why, wanted.acting, facts) : null,
    bookingId: mine?._id.toHexString() ?? null,
    bookingState: mine?.state ?? null,
  };
}

/** Throws what is in the way of their taking the gig for whom it is, as it was seen; gives what was looked at. */
async function requireCanTake(
  deps: Deps,
  wanted: Shown,
  read: (deps: Deps, wanted: Wanted) => Promise<Facts>,
): Promise<Facts> {
  await requireSameOffer(deps, wanted.gig, wanted);
  const facts = await read(deps, wanted);
  const why = await whyNot(deps, wanted, facts);
  if (why) throw refused(why, wanted.acting, facts);
  return facts;
}

const countToday = (deps: Deps, by: Types.ObjectId, { employerId }: GigRead): Promise<void> =>
  countInTransaction(deps, { cap: 'takes', by }, { cap: 'takes_of_employer', by: `${by}:${employerId}` });

/** Counts one more booking of a person's; throws `cap.reached` where they have enough, at once or for today. */
export async function countBooking(deps: Deps, by: Types.ObjectId, gig: GigRead): Promise<void> {
  await requireRoom(deps, { cap: 'bookings', by }, () => countNotOver(deps, by, deps.clock()));
  await countToday(deps, by, gig);
}

/** As `countBooking`, where the person's record was touched and their bookings were read then: none is missed. */
async function countOwn(deps: Deps, { person, held }: Facts, gig: GigRead, acting: Acting): Promise<void> {
  requireWithin(deps, 'bookings', held.filter((booking) => !isOver(booking, deps.clock())).length + 1);
  await countToday(deps, person._id, gig);
  if (acting.grant) await countInTransaction(deps, { cap: 'proxy_takes', by: acting.viewer.accountId });
}

/** A booking of what is wanted, as it is before it is taken or requested. */
export function unmade({ gig, acting, shiftIds }: Wanted, personId: Types.ObjectId, now: Date) {
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
    agreements: [{ version: gig.version, at: now, ...byGrant(acting) }],
    byAccountId: new Types.ObjectId(acting.viewer.accountId),
    ...byGrant(acting),
    createdAt: now,
    updatedAt: now,
  };
}

/** Books what is wanted of a gig, as it was shown; in a transaction. */
async function book(deps: Deps, wanted: Shown): Promise<BookingRecord> {
  const { gig } = wanted;
  const facts = await requireCanTake(deps, wanted, touchedFacts);
  // Once more, with the person's record touched: of a grant that was ended meanwhile nothing is left by now.
  const { viewer, personId } = wanted.acting;
  const acting = await requireMayFor(deps, viewer, 'gig.take_for', { personId, employerId: gig.employerId });
  await countOwn(deps, facts, gig, acting);
  const how = gig.posting.bookingMode === 'instant' ? 'take' : 'request';
  const taken = unmade({ ...wanted, acting }, facts.person._id, deps.clock());
  const booking = await makeBooking(deps, gig, how, taken);
  await noteActFor(deps, acting, 'booked', { booking, gig });
  await askForLook(deps, acting);
  return booking;
}

/**
 * Takes a gig for the viewer's own person, or for another who lets them, as its `version` was shown: confirmed at once,
 * or requested where the employer chooses. Where something that people decide by has changed since it throws `gig.terms_changed`. Places go
 * down by one conditional update in the transaction that writes the booking; whoever comes too late is told so
 * (`booking.refused` with why), without a transaction and out of the way of the others. A request holds no place until
 * it is accepted.
 */
export async function takeGig(
  deps: Deps,
  viewer: Viewer | null,
  idOrNumber: string,
  { personId, ...shown }: { version: number; shiftIds: string[]; personId?: string | null },
): Promise<BookingRecord> {
  requireMay(viewer, 'gig.take');
  const acting = await requireMayFor(deps, viewer, 'gig.take_for', { personId: personId ?? viewer.personId });
  const id = await gigIdOf(deps, idOrNumber);
  const look = () => gigWithoutTerms(deps, id);
  const tried = await inTurnUnlessFull(deps, id, look, (seen) => {
    takeable(viewer, seen);
    return deps.transaction(async () =>
      book(deps, { gig: takeable(viewer, await look()), acting, ...shown }),
    );
  });
  if ('done' in tried) return tried.done;
  const facts = await requireCanTake(deps, { gig: takeable(viewer, tried.full), acting, ...shown }, factsNow);
  throw refused({ refusal: 'full' }, acting, facts);
}
