import type { ContactSide } from '@linggong/contracts/contact.ts';
import type { Deps } from '../../deps.ts';
import { type BookingRecord, workedFor } from '../bookings/public.ts';
import { capFor, countInTransaction } from '../caps/public.ts';
import { anyChecked, employerById, verificationState } from '../employers/public.ts';
import { touchPerson } from '../identity/public.ts';

/** Whether the person held work to its end, for an employer whose check by an operator holds now. */
async function hasWorked(deps: Deps, booking: BookingRecord): Promise<boolean> {
  const now = deps.clock();
  const employerIds = await workedFor(deps, booking.personId, now);
  return employerIds.length > 0 && anyChecked(deps, employerIds, now);
}

/**
 * Counts one new contact of the side that asks, within the transaction that shows it. Throws `cap.reached`, with the
 * station's phone, where that would be more than a day has.
 */
export async function countContact(deps: Deps, booking: BookingRecord, whose: ContactSide): Promise<void> {
  if (whose === 'employer') {
    // An account that closes at this moment takes its counts with it: one of the two comes after the other.
    await touchPerson(deps, booking.personId);
    const cap = (await hasWorked(deps, booking)) ? 'contacts_worked' : 'contacts';
    return countInTransaction(deps, { cap, by: booking.personId });
  }
  const employer = await employerById(deps, booking.employerId);
  const checked = employer !== null && verificationState(employer, deps.clock()) === 'verified';
  await countInTransaction(deps, { cap: capFor('people_called', checked), by: booking.employerId });
}
