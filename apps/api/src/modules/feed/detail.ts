import type { GigDetail } from '@linggong/contracts/gig.ts';
import { isPublic } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import type { Deps } from '../../deps.ts';
import type { Asker, Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { agreedGig, lastBookingOfGig, takenDownOf, takenDownSentence } from '../bookings/public.ts';
import { employerOf } from '../employers/public.ts';
import { type GigRead, gigByIdOrNumber, toDetail } from '../gigs/public.ts';
import { senderOf } from '../imports/public.ts';
import { regionOf } from '../regions/public.ts';

async function detailOf(deps: Deps, gig: GigRead): Promise<GigDetail> {
  const employer = await employerOf(deps, gig.employerId);
  const region = await regionOf(deps, gig);
  return toDetail(gig, employer, region, await senderOf(deps, gig), deps.clock());
}

/** Who held it is told who ended it, and that it can still be reported. */
async function whyNotPublic(deps: Deps, gig: GigRead, viewer: Viewer | null): Promise<Error> {
  if (gig.version === 0) return problem('gig.not_found');
  const code = gig.state === 'in_review' ? 'gig.in_review' : 'gig.gone';
  const booking = viewer && (await lastBookingOfGig(deps, gig._id, viewer.personId));
  if (!booking) return problem(code);
  const takenDown = (await takenDownOf(deps, [booking]))(booking);
  if (!takenDown || code !== 'gig.gone') return problem(code, { held: true });
  const detail = takenDownSentence({ ...takenDown, shown: true }, deps.settings.STATION_PHONE);
  return problem(code, { held: true, detail });
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
  if (!agreed) throw await whyNotPublic(deps, gig, viewer);
  return { ...(await detailOf(deps, agreed)), state: gigState(gig, deps.clock()) };
}
