import type { MyBooking } from '@linggong/contracts/booking.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { refusalsOf } from '../gigs/public.ts';
import type { BookingRecord } from './model.ts';

type Ended = Pick<BookingRecord, 'gigId' | 'ended'>;

const downAt = ({ ended }: Pick<BookingRecord, 'ended'>) => ended.find(({ how }) => how === 'taken_down')?.at;

/**
 * For each booking that operators ended by taking its gig down, the rule that they named; null for others. What they
 * wrote to the employer beside it is the employer's.
 */
export async function takenDownOf(
  deps: Pick<Deps, 'models'>,
  bookings: readonly Ended[],
): Promise<(booking: Ended) => MyBooking['takenDown']> {
  const gigIds = bookings.filter(downAt).map(({ gigId }) => gigId);
  const refusals = gigIds.length === 0 ? [] : await refusalsOf(deps, gigIds);
  return (booking) => {
    const at = downAt(booking);
    if (!at) return null;
    const refusal = refusals.find((one) => one.gigId.equals(booking.gigId) && one.at >= at);
    return { article: refusal?.article ? withoutPhones(refusal.article) : null };
  };
}
