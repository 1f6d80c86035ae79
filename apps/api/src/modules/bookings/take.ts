import type { Takeability } from '@linggong/contracts/booking.ts';
import { isMember } from '@linggong/rules/authority.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { takeSentence } from '@linggong/rules/messages/take.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { type WhyNot, whyNotTake } from '@linggong/rules/take.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { countInTransaction, requireRoom } from '../caps/public.ts';
import { reachOfEmployer } from '../employers/public.ts';
import {
  employerOf,
  type GigRecord,
  gigByIdOrNumber,
  gigIdOf,
  gigsWithoutTerms,
  inTurnOfGig,
  WITHOUT_TERMS,
} from '../gigs/public.ts';
import { type PersonRecord, personById, requireMay, touchPerson } from '../identity/public.ts';
import { regionOf } from '../regions/public.ts';
import { timesOf } from './held.ts';
import type { BookingRecord } from './model.ts';
import { makeBooking } from './move.ts';
import { activeBookingsOf, bookingOfGig } from './repository.ts';
import { requireSameOffer } from './same-offer.ts';
import { workOf } from './work.ts';

type Wanted = { gig: GigRecord; viewer: Viewer; shiftIds: readonly string[] };

async function personOf(deps: Deps, viewer: Viewer): Promise<PersonRecord> {
  const person = await personById(deps, viewer.personId);
  if (!person) throw problem('person.not_found');
  return person;
}

/** What never was public is not there for anybody to take. */
async function takeable(deps: Deps, viewer: Viewer, idOrNumber: string): Promise<GigRecord> {
  const gig = await gigByIdOrNumber(deps, idOrNumber, WITHOUT_TERMS);
  if (gig.version === 0) requireMay(viewer, 'gig.take_unpublished', gig);
  return gig;
}

/** Titles and places of what a person holds, for the sentence that says what is in the way. */
async function heldBookings(deps: Deps, held: BookingRecord[]) {
  if (held.length === 0) return [];
  const gigs = await gigsWithoutTerms(
    deps,
    held.map((b) => b.gigId),
  );
  const described = [];
  for (const booking of held) {
    const gig = gigs.find((g) => g._id.equals(booking.gigId));
    const region = gig ? await regionOf(deps, gig) : null;
    described.push({
      gigId: booking.gigId.toHexString(),
      title: withoutPhones(gig?.posting.title ?? ''),
      place: region ? shortName(region.name, region.level) : '',
      shifts: booking.times,
    });
  }
  return described;
}

async function whyNot(
  deps: Deps,
  person: PersonRecord,
  { gig, viewer, shiftIds }: Wanted,
): Promise<WhyNot | null> {
  const held = await activeBookingsOf(deps, person._id);
  return whyNotTake({
    gig: {
      ...(await workOf(deps, gig)),
      id: gig._id.toHexString(),
      state: gigState(gig, deps.clock()),
      reach: reachOfEmployer(await employerOf(deps, gig.employerId), gig.posting.bookingMode),
      together: gig.together,
      shifts: gig.shifts.map(({ _id, startsAt, endsAt, open }) => ({
        id: _id.toHexString(),
        startsAt,
        endsAt,
        open,
      })),
      conditions: gig.posting.conditions,
    },
    person: {
      name: person.name,
      birthDate: person.birthDate,
      plateauResident: person.plateauResident,
      isEmployerMember: isMember(viewer, gig.employerId),
    },
    bookings: await heldBookings(deps, held),
    shiftIds,
    now: deps.clock(),
  });
}

const refused = (why: WhyNot) =>
  problem('booking.refused', { refusal: why.refusal, detail: takeSentence(why) });

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
    detail: why ? takeSentence(why) : null,
    bookingId: mine?._id.toHexString() ?? null,
    bookingState: mine?.state ?? null,
  };
}

/** The viewer's own person; throws what is in the way of their taking the gig as they saw it. */
async function requireCanTake(deps: Deps, wanted: Wanted & { version: number }): Promise<PersonRecord> {
  await requireSameOffer(deps, wanted.gig, wanted);
  const person = await personOf(deps, wanted.viewer);
  const why = await whyNot(deps, person, wanted);
  if (why) throw refused(why);
  return person;
}

/** Counts one more booking of a person's; throws `cap.reached` where they have enough, at once or for today. */
async function countBooking(deps: Deps, by: Types.ObjectId, { employerId }: GigRecord): Promise<void> {
  await requireRoom(deps, { cap: 'bookings', by }, () =>
    deps.models.bookings.countDocuments({
      personId: by,
      active: true,
      $or: [{ times: { $size: 0 } }, { 'times.endsAt': { $gt: deps.clock() } }],
    }),
  );
  await countInTransaction(
    deps,
    { cap: 'takes', by },
    { cap: 'takes_of_employer', by: `${by}:${employerId}` },
  );
}

/** Books what is wanted of a gig, all of it where no shift is named; in a transaction. */
async function book(deps: Deps, wanted: Wanted & { version: number }): Promise<BookingRecord> {
  const { gig, viewer, shiftIds } = wanted;
  const person = await requireCanTake(deps, wanted);
  await touchPerson(deps, person._id);
  await countBooking(deps, person._id, gig);
  const all = gig.shifts.map((shift) => shift._id);
  const taken = shiftIds.length > 0 ? all.filter((id) => shiftIds.includes(id.toHexString())) : all;
  const now = deps.clock();
  return makeBooking(deps, gig, gig.posting.bookingMode === 'instant' ? 'take' : 'request', {
    _id: new Types.ObjectId(),
    gigId: gig._id,
    employerId: gig.employerId,
    personId: person._id,
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
  });
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
