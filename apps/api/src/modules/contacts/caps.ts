import type { ContactSide } from '@linggong/contracts/contact.ts';
import type { Deps } from '../../deps.ts';
import { contactCapSentence } from '../../messages/contacts.ts';
import { problem } from '../../platform/problem.ts';
import { operatorOf } from '../about/operator.ts';
import type { BookingRecord } from '../bookings/model.ts';
import { employerById } from '../employers/repository.ts';
import { verificationState } from '../employers/verification.ts';
import { countOne } from '../identity/tallies.ts';

const DAY_SECONDS = 86_400;

/** Whether the person has come to work that is over, for an employer whom an operator has checked. */
async function hasWorked(deps: Deps, booking: BookingRecord): Promise<boolean> {
  const over = await deps.models.bookings
    .find(
      { personId: booking.personId, state: 'confirmed', 'times.endsAt': { $lte: deps.clock() } },
      { employerId: 1 },
    )
    .limit(50)
    .lean();
  const checked = { _id: { $in: over.map(({ employerId }) => employerId) }, verification: { $ne: null } };
  return over.length > 0 && (await deps.models.employers.exists(checked)) !== null;
}

async function atMost(deps: Deps, booking: BookingRecord, whose: ContactSide): Promise<number> {
  const { settings } = deps;
  if (whose === 'employer')
    return (await hasWorked(deps, booking)) ? settings.CONTACTS_PER_DAY_WORKED : settings.CONTACTS_PER_DAY;
  const employer = await employerById(deps, booking.employerId);
  const checked = employer !== null && verificationState(employer, deps.clock()) === 'verified';
  return checked ? settings.EMPLOYER_CONTACTS_PER_DAY_VERIFIED : settings.EMPLOYER_CONTACTS_PER_DAY;
}

/**
 * Counts one new contact of the side that asks, within the transaction that shows it. Throws `contact.too_many`, with
 * the station's phone, where that would be more than a day has.
 */
export async function takeRoom(deps: Deps, booking: BookingRecord, whose: ContactSide): Promise<void> {
  const asks = whose === 'employer' ? `person:${booking.personId}` : `employer:${booking.employerId}`;
  const cap = await atMost(deps, booking, whose);
  const { count, until } = await countOne(deps, `contacts:${asks}`, DAY_SECONDS);
  if (count <= cap) return;
  throw problem('contact.too_many', {
    detail: contactCapSentence(cap, until, operatorOf(deps.settings)),
    retryAfterSeconds: Math.ceil((until.getTime() - deps.clock().getTime()) / 1000),
  });
}
