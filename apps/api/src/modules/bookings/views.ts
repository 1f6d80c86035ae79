import type { GigBooking, MyBooking } from '@linggong/contracts/booking.ts';
import { ageOn, localDay } from '@linggong/rules/time.ts';
import type { Deps } from '../../deps.ts';
import type { EmployerRecord } from '../employers/model.ts';
import type { GigRecord } from '../gigs/model.ts';
import { toCard } from '../gigs/views.ts';
import type { PersonRecord } from '../identity/model.ts';
import { placeNames, regionById } from '../regions/repository.ts';
import type { BookingRecord } from './model.ts';

const base = (booking: BookingRecord) => ({
  id: booking._id.toHexString(),
  shiftIds: booking.shiftIds.map(String),
  state: booking.state,
  createdAt: booking.createdAt.toISOString(),
  updatedAt: booking.updatedAt.toISOString(),
});

/** As the worker sees it: the employer's contact only once it is confirmed. */
export async function toMyBooking(
  deps: Deps,
  booking: BookingRecord,
  gig: GigRecord,
  employer: EmployerRecord,
): Promise<MyBooking> {
  // Open while a gig that was public once is being typed anew.
  const regionId = gig.regionPath.at(-1);
  const region = regionId ? await regionById(deps, regionId) : null;
  const phone = booking.state === 'confirmed' ? employer.contactPhone : null;
  return {
    ...base(booking),
    gig: toCard(gig, employer, region, deps.clock()),
    contact: phone ? { name: employer.name, phone } : null,
    changed: booking.active && (booking.gigVersion < gig.version || gig.state === 'in_review'),
  };
}

/** `洛桑扎西` -> `洛***`: enough to tell two requests apart, not enough to find anybody. */
const initialOf = (name: string) =>
  name ? `${[...name][0]}${'*'.repeat(Math.max(1, [...name].length - 1))}` : '';

/** As the employer sees it: full name and phone number only once it is confirmed. */
export async function toGigBooking(
  deps: Deps,
  booking: BookingRecord,
  person: PersonRecord,
): Promise<GigBooking> {
  const bound = booking.state === 'confirmed';
  const region = person.regionId ? await regionById(deps, person.regionId) : null;
  return {
    ...base(booking),
    gigId: booking.gigId.toHexString(),
    person: {
      id: person._id.toHexString(),
      name: bound ? person.name : initialOf(person.name),
      age: person.birthDate ? ageOn(person.birthDate, localDay(deps.clock())) : null,
      regionNames: region ? placeNames(region).slice(0, bound ? undefined : 2) : [],
      phone: bound ? person.phone : null,
    },
  };
}
