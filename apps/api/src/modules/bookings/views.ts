import type { Clash, EndedShift, GigBooking, MyBooking } from '@linggong/contracts/booking.ts';
import type { GigCard } from '@linggong/contracts/gig.ts';
import type { OfferChange } from '@linggong/contracts/offer.ts';
import { knownAge } from '@linggong/rules/known-age.ts';
import { payOver } from '@linggong/rules/roles.ts';
import { localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import type { EmployerRecord } from '../employers/public.ts';
import { type GigRead, toCard } from '../gigs/public.ts';
import type { PersonRecord } from '../identity/public.ts';
import { placeNames, regionById, regionOf } from '../regions/public.ts';
import { stateNow } from './held.ts';
import type { BookingRecord, EndedRecord } from './model.ts';
import { hasReason } from './reason.ts';

const iso = (date: Date | null) => date?.toISOString() ?? null;

const toEnded = ({ shiftId, startsAt, endsAt, how, at }: EndedRecord): EndedShift => ({
  shiftId: shiftId.toHexString(),
  startsAt: iso(startsAt),
  endsAt: iso(endsAt),
  how,
  at: at.toISOString(),
});

const base = (booking: BookingRecord, now: Date) => ({
  id: booking._id.toHexString(),
  revision: booking.revision,
  shiftIds: booking.shiftIds
    .filter((id) => !booking.ended.some(({ shiftId }) => shiftId.equals(id)))
    .map(String),
  ended: booking.ended.map(toEnded),
  state: stateNow(booking, now),
  ...(booking.crewBookingId && { crewBookingId: booking.crewBookingId.toHexString() }),
  createdAt: booking.createdAt.toISOString(),
  updatedAt: booking.updatedAt.toISOString(),
});

/** The pay of the roles that a booking has. */
const payHeld = ({ pay, shifts }: GigCard, { shiftIds }: BookingRecord) =>
  payOver(
    pay,
    shifts.filter(({ id }) => shiftIds.some((held) => held.toHexString() === id)),
  );

/** What surrounds a booking. `agreed`: the gig with the terms that were agreed, see `asAgreed`. */
export type AroundMine = {
  gig: GigRead;
  agreed: GigRead;
  employer: EmployerRecord;
  changes: OfferChange[];
  /** There is work of which an answer could still be asked. */
  toCome: boolean;
  clashes: Clash[];
  contactShown: boolean;
  takenDown: MyBooking['takenDown'];
} & Pick<MyBooking, 'by' | 'asked' | 'grantEnds'>;

/** As the worker sees it: on the ticket what was agreed; the employer's number once it was shown, see `showContact`. */
export async function toMyBooking(
  deps: Deps,
  booking: BookingRecord,
  {
    gig,
    agreed,
    employer,
    changes,
    toCome,
    clashes,
    contactShown,
    takenDown,
    by,
    asked,
    grantEnds,
  }: AroundMine,
): Promise<MyBooking> {
  const now = deps.clock();
  // Open while a gig that was public once is being typed anew.
  const region = await regionOf(deps, agreed);
  const { state, open, headcount } = toCard(gig, employer, region, now);
  const card = toCard(agreed, employer, region, now);
  const contact = contactShown
    ? { name: employer.name, phone: employer.contactPhone }
    : { name: card.employer.name, phone: null };
  const inReview = toCome && (gig.state === 'in_review' || gig.state === 'returned');
  return {
    ...base(booking, now),
    gig: { ...card, state, open, headcount, pay: payHeld(card, booking) },
    contact: employer.contactPhone && hasReason(booking, gig, now) ? contact : null,
    changes,
    changed: changes.length > 0 || inReview,
    inReview,
    currentVersion: gig.version,
    clashes,
    takenDown,
    by,
    asked,
    grantEnds,
  };
}

/** `洛桑扎西` -> `洛***`: enough to tell two requests apart, not enough to find anybody. */
export const initialOf = (name: string) =>
  name ? `${[...name][0]}${'*'.repeat(Math.max(1, [...name].length - 1))}` : '';

/** As the employer sees it: the full name only once it is confirmed, the number once it was shown, see `showContact`. */
export async function toGigBooking(
  deps: Deps,
  booking: BookingRecord,
  person: PersonRecord,
  {
    gig,
    contactShown,
    callees,
    ...more
  }: Pick<GigBooking, 'asksAgain' | 'clashingShiftIds'> &
    Pick<GigBooking['person'], 'callees'> &
    Pick<AroundMine, 'gig' | 'contactShown'>,
): Promise<GigBooking> {
  const bound = booking.state === 'confirmed';
  const reachable = (person.phone !== null || callees.length > 0) && hasReason(booking, gig, deps.clock());
  const age = knownAge(person, localDay(deps.clock()));
  const region = person.regionId ? await regionById(deps, person.regionId) : null;
  return {
    ...base(booking, deps.clock()),
    ...more,
    gigId: booking.gigId.toHexString(),
    person: {
      id: person._id.toHexString(),
      name: bound ? person.name : initialOf(person.name),
      formerName: bound && booking.active ? (booking.formerName ?? null) : null,
      age: age?.years ?? null,
      ageEstimated: age?.estimated ?? false,
      regionNames: region ? placeNames(region).slice(0, bound ? undefined : 2) : [],
      reachable,
      phone: reachable && contactShown ? person.phone : null,
      callees: reachable && contactShown ? [...callees] : [],
    },
  };
}
