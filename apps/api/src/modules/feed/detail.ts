import type { GigDetail } from '@linggong/contracts/gig.ts';
import type { ProblemCode } from '@linggong/contracts/problem.ts';
import { gigState, isPublic } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { Asker } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { agreedGig } from '../bookings/queries.ts';
import { employerOf } from '../gigs/check.ts';
import type { GigRecord } from '../gigs/model.ts';
import { gigByIdOrNumber } from '../gigs/repository.ts';
import { toDetail } from '../gigs/views.ts';
import { senderOf } from '../imports/sender.ts';
import { regionById } from '../regions/repository.ts';

async function detailOf(deps: Deps, gig: GigRecord): Promise<GigDetail> {
  const employer = await employerOf(deps, gig.employerId);
  const regionId = gig.regionPath.at(-1);
  const region = regionId ? await regionById(deps, regionId) : null;
  return toDetail(gig, employer, region, await senderOf(deps, gig), deps.clock());
}

function whyNotPublic({ version, state }: GigRecord): ProblemCode {
  if (version === 0) return 'gig.not_found';
  return state === 'in_review' ? 'gig.in_review' : 'gig.gone';
}

/**
 * A gig's page: for everybody while it is public, and always for who holds it, then as it was agreed. Throws
 * `gig.in_review` where a change of what was public waits for an operator, `gig.gone` where it was public once,
 * `gig.not_found` where it never was.
 */
export async function readGig(deps: Deps, asker: Asker | null, idOrNumber: string): Promise<GigDetail> {
  const gig = await gigByIdOrNumber(deps, idOrNumber);
  if (isPublic(gigState(gig, deps.clock()))) return detailOf(deps, gig);
  const viewer = asker && (await asker.viewer());
  const agreed = viewer && (await agreedGig(deps, gig, viewer.personId));
  if (!agreed) throw problem(whyNotPublic(gig));
  return { ...(await detailOf(deps, agreed)), state: gigState(gig, deps.clock()) };
}
