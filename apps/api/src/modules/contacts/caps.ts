import type { ContactSide } from '@linggong/contracts/contact.ts';
import type { Deps } from '../../deps.ts';
import type { BookingRecord } from '../bookings/model.ts';
import { countInTransaction } from '../caps/caps.ts';
import { capFor } from '../caps/table.ts';
import { employerById } from '../employers/repository.ts';
import { verificationState } from '../employers/verification.ts';

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

/**
 * Counts one new contact of the side that asks, within the transaction that shows it. Throws `cap.reached`, with the
 * station's phone, where that would be more than a day has.
 */
export async function countContact(deps: Deps, booking: BookingRecord, whose: ContactSide): Promise<void> {
  if (whose === 'employer') {
    const cap = (await hasWorked(deps, booking)) ? 'contacts_worked' : 'contacts';
    return countInTransaction(deps, { cap, by: booking.personId });
  }
  const employer = await employerById(deps, booking.employerId);
  const checked = employer !== null && verificationState(employer, deps.clock()) === 'verified';
  await countInTransaction(deps, { cap: capFor('people_called', checked), by: booking.employerId });
}
