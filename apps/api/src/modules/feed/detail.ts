import type { GigDetail } from '@linggong/contracts/gig.ts';
import { gigState, isPublic } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { employerOf } from '../gigs/check.ts';
import { gigByIdOrNumber } from '../gigs/repository.ts';
import { toDetail } from '../gigs/views.ts';
import { senderOf } from '../imports/sender.ts';
import { regionById } from '../regions/repository.ts';

/** A gig's public page. Throws `gig.gone` where it was public once, `gig.not_found` where it never was. */
export async function readGig(deps: Deps, idOrNumber: string): Promise<GigDetail> {
  const gig = await gigByIdOrNumber(deps, idOrNumber);
  const now = deps.clock();
  if (!isPublic(gigState(gig, now))) throw problem(gig.version > 0 ? 'gig.gone' : 'gig.not_found');
  const employer = await employerOf(deps, gig.employerId);
  const regionId = gig.regionPath.at(-1);
  const region = regionId ? await regionById(deps, regionId) : null;
  return toDetail(gig, employer, region, await senderOf(deps, gig), now);
}
