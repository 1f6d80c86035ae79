import { shiftsToCome } from '@linggong/rules/booking-shifts.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { heldShifts, stateNow } from './held.ts';
import { heldOfGigs } from './repository/find.ts';

/** Those of some gigs that people hold, or ask for, a shift of that has not begun. */
export async function gigsToCome(
  deps: Pick<Deps, 'models' | 'clock'>,
  gigIds: readonly Types.ObjectId[],
): Promise<Set<string>> {
  if (gigIds.length === 0) return new Set();
  const now = deps.clock();
  const coming = (await heldOfGigs(deps, gigIds)).filter(
    (booking) => stateNow(booking, now) !== 'lapsed' && shiftsToCome(heldShifts(booking), now).length > 0,
  );
  return new Set(coming.map(({ gigId }) => gigId.toHexString()));
}
