import { gigNumber } from '@linggong/rules/gig-number.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { regionOf } from '../regions/public.ts';
import type { GigRead } from './model.ts';
import type { Told } from './told-words.ts';
import { openOf } from './views.ts';

type Times = { startsAt: Date; endsAt: Date };

/** The next of several shifts, or the last where all are over. */
export function nextOf(times: readonly Times[], now: Date): Times | null {
  const inOrder = [...times].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return inOrder.find(({ endsAt }) => endsAt > now) ?? inOrder.at(-1) ?? null;
}

/** The dated shifts of a whole gig. */
export const datedShifts = ({ shifts }: Pick<GigRead, 'shifts'>): Times[] =>
  shifts.flatMap(({ startsAt, endsAt }) => (startsAt && endsAt ? [{ startsAt, endsAt }] : []));

/** What a notice may say of a gig and one of its times. */
export async function toldOf(deps: Deps, gig: GigRead, time: Times | null): Promise<Told> {
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
