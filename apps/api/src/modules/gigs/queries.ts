import type { Flag } from '@linggong/contracts/flag.ts';
import type { ManagedGig, ManagedGigs } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Wages } from '@linggong/contracts/wage.ts';
import { storedAs } from '@linggong/rules/gig-moves.ts';
import { gigState } from '@linggong/rules/gig-state.ts';
import { heightAt } from '@linggong/rules/height.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { afterPlace, collect, encodeCursor, placeOf, placeOfRow } from '../../platform/paging.ts';
import { problem } from '../../platform/problem.ts';
import { employerOf } from '../employers/public.ts';
import { flagsOf, wagesOn } from '../flags/public.ts';
import { requireMay } from '../identity/public.ts';
import { regionById } from '../regions/public.ts';
import { gigFor } from './access.ts';
import { workplaceRegion } from './check.ts';
import { managedGig, managedGigs } from './managed.ts';
import type { GigRecord } from './model.ts';
import { pageOfEmployer } from './repository/of-employers.ts';

const PAGE = 20;

/** For members of its employer and operators in charge. */
export async function getManagedGig(deps: Deps, viewer: Viewer | null, id: string): Promise<ManagedGig> {
  return managedGig(deps, await gigFor(deps, viewer, 'gig.read_managed', id));
}

/** An employer's gigs, the last changed first; for its members. */
export async function listEmployerGigs(
  deps: Deps,
  viewer: Viewer | null,
  employerId: string,
  query: { state?: ManagedGig['state']; cursor?: string },
): Promise<ManagedGigs> {
  requireMay(viewer, 'gig.list', { employerId });
  const from = placeOf(query.cursor);
  const now = deps.clock();
  const { rows, more } = await collect<GigRecord>({
    limit: PAGE,
    keep: (gig) => !query.state || gigState(gig, now) === query.state,
    fetch: (last, most) =>
      pageOfEmployer(deps, employerId, {
        state: query.state && storedAs(query.state),
        after: afterPlace('updatedAt', last ? placeOfRow(last, 'updatedAt') : from),
        most,
      }),
  });
  const last = rows.at(-1);
  return {
    items: await managedGigs(deps, rows),
    nextCursor: more && last ? encodeCursor(placeOfRow(last, 'updatedAt')) : null,
  };
}

/** What the rules say of a posting before it is saved, for clients that don't run them. */
export async function checkUnsaved(
  deps: Deps,
  viewer: Viewer | null,
  given: { employerId: string; posting: Posting },
): Promise<{ flags: Flag[] }> {
  requireMay(viewer, 'gig.post', given);
  const around = {
    employer: await employerOf(deps, given.employerId),
    region: await workplaceRegion(deps, given.posting),
  };
  return { flags: flagsOf({ ...given.posting, source: null }, around, deps.clock()) };
}

/** What the rules need to know of a place. Throws `region.not_found`. */
export async function wagesAt(deps: Deps, regionId: string): Promise<Wages> {
  const region = await regionById(deps, regionId);
  if (!region) throw problem('region.not_found');
  return { rows: wagesOn(region.pathCodes), regionCodes: region.pathCodes, ...heightAt(null, region) };
}
