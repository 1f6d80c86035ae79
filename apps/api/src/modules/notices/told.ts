import { gigNumber } from '@linggong/rules/gig-number.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Told } from '../../messages/notices.ts';
import { byId } from '../../platform/database.ts';
import { asAgreed, type BookingRecord, bookingsByIds, termsOf } from '../bookings/public.ts';
import { type GigRecord, gigsWithoutTerms, openOf } from '../gigs/public.ts';
import { regionOf } from '../regions/public.ts';

type Id = string | Types.ObjectId;

export const gigsById = async (deps: Deps, ids: readonly Id[]): Promise<Map<string, GigRecord>> =>
  byId(await gigsWithoutTerms(deps, ids));

export const bookingsById = async (deps: Deps, ids: readonly Id[]): Promise<Map<string, BookingRecord>> =>
  ids.length === 0 ? new Map() : byId(await bookingsByIds(deps, ids));

type Times = { startsAt: Date; endsAt: Date };

/** The next of several shifts, or the last where all are over. */
export function nextOf(times: readonly Times[], now: Date): Times | null {
  const inOrder = [...times].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return inOrder.find(({ endsAt }) => endsAt > now) ?? inOrder.at(-1) ?? null;
}

/** The end of the last one; undefined: not known. */
export const endOf = (times: readonly Times[]): Date | undefined =>
  times.length > 0 ? new Date(Math.max(...times.map(({ endsAt }) => endsAt.getTime()))) : undefined;

/** The dated shifts of a whole gig. */
export const datedShifts = ({ shifts }: Pick<GigRecord, 'shifts'>): Times[] =>
  shifts.flatMap(({ startsAt, endsAt }) => (startsAt && endsAt ? [{ startsAt, endsAt }] : []));

/**
 * What a notice may say to who holds a gig: as it was agreed, whatever is being typed of it or waits for an operator.
 */
export async function toldToHolder(
  deps: Deps,
  booking: BookingRecord,
  gig: GigRecord,
  time: Times | null,
): Promise<Told> {
  const terms = (await termsOf(deps, [booking], new Map([[gig._id.toHexString(), gig]])))(booking);
  return toldOf(deps, terms ? await asAgreed(deps, gig, terms.agreed) : gig, time);
}

/** What a notice may say of a gig and one of its times. */
export async function toldOf(deps: Deps, gig: GigRecord, time: Times | null): Promise<Told> {
  const { posting } = gig;
  const region = await regionOf(deps, gig);
  return {
    number: gigNumber(gig.number),
    title: withoutPhones(posting.title),
    place: region ? shortName(region.name, region.level) : '',
    landmark: withoutPhones(posting.workplace.landmark),
    startsAt: time?.startsAt ?? null,
    endsAt: time?.endsAt ?? null,
    ownTools: posting.included.tools === false,
    open: openOf(gig, deps.clock()),
  };
}
