import { shortName } from '@linggong/rules/region-name.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { type GigRead, gigsWithoutTerms } from '../gigs/public.ts';
import { regionOf } from '../regions/public.ts';
import { asAgreed } from './agreed-gig.ts';
import type { BookingRecord } from './model.ts';
import { agreedOf } from './terms.ts';

/** A gig's number, what its work is called and where it is. */
export type Called = { number: string; title: string; place: string };

/**
 * How what people hold is called to them: as they agreed to it, whatever is being typed of its gig or waits for an
 * operator. Null for a booking whose gig is gone. `known`: the gigs, where they are read already.
 */
export async function calledAsAgreed(
  deps: Deps,
  bookings: readonly BookingRecord[],
  known?: ReadonlyMap<string, GigRead>,
): Promise<(booking: BookingRecord) => Promise<Called | null>> {
  const gigs =
    known ??
    byId(
      await gigsWithoutTerms(
        deps,
        bookings.map(({ gigId }) => gigId),
      ),
    );
  const agreed = await agreedOf(deps, bookings, gigs);
  return async (booking) => {
    const gig = gigs.get(booking.gigId.toHexString());
    if (!gig) return null;
    const taken = await asAgreed(deps, gig, agreed(booking) ?? gig.posting);
    const region = await regionOf(deps, taken);
    return {
      number: gig.number,
      title: withoutPhones(taken.posting.title),
      place: region ? shortName(region.name, region.level) : '',
    };
  };
}
