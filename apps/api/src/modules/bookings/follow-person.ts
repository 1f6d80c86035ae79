import { nameKey } from '@linggong/contracts/normal.ts';
import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import { type TakePerson, whyNotByLaw } from '@linggong/rules/take.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { gigById, gigNumberOf } from '../gigs/public.ts';
import type { SaidBy } from '../identity/public.ts';
import { calledAsAgreed } from './called.ts';
import { tellBooking } from './events.ts';
import { heldShifts } from './held.ts';
import { moveBooking } from './move.ts';
import { activeBookingsOf } from './repository/find.ts';
import { keepFormerName } from './repository/save.ts';
import { workOf } from './work.ts';

type Age = Pick<TakePerson, 'birthDate' | 'birthYear' | 'plateauResident'>;

/**
 * What a person holds was allowed at the age that stood there; at another one some of it may not be. What they say of
 * themselves is taken only if all of it still is: throws `request.invalid` with what has to be given back first. A desk
 * writes down what is so: that work is taken off them, and both sides and whoever acts for them are told.
 */
export async function followAge(
  deps: Deps,
  personId: string,
  { person, saidBy }: { person: Age; saidBy: SaidBy },
): Promise<void> {
  const now = deps.clock();
  for (const booking of await activeBookingsOf(deps, personId)) {
    const shifts = shiftsToCome(heldShifts(booking), now);
    const gig = await gigById(deps, booking.gigId);
    if (!gig || shifts.length === 0) continue;
    if (!whyNotByLaw({ work: await workOf(deps, gig), person, shifts }, now)) continue;
    if (saidBy === 'desk') {
      await moveBooking(deps, { booking, gig, action: 'bar', by: 'system' });
      continue;
    }
    const called = await (await calledAsAgreed(deps, [booking]))(booking);
    const message = wordsOf('bookings').barredByAge({ title: called?.title ?? '' });
    throw problem('request.invalid', { errors: [{ path: 'birthDate', message }] });
  }
}

/**
 * Keeps with each confirmed booking that is not over the name under which the employer chose the person, and tells the
 * employer that it is another now. In the transaction that changes the name.
 */
export async function followRename(deps: Deps, personId: string, from: string, to: string): Promise<void> {
  const now = deps.clock();
  for (const booking of await activeBookingsOf(deps, personId)) {
    const goesOn = heldShifts(booking).some(({ endsAt }) => endsAt === null || new Date(endsAt) > now);
    if (booking.state !== 'confirmed' || !goesOn) continue;
    const chosen = booking.formerName ?? from;
    const formerName = nameKey(chosen) === nameKey(to) ? null : chosen;
    await keepFormerName(deps, booking._id, formerName);
    const gig = (await gigNumberOf(deps, booking.gigId))!;
    await tellBooking(deps, booking, gig.number, { was: booking.state, renamed: formerName !== null });
  }
}
