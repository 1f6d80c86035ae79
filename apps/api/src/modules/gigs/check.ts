import type { Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { type EmployerRecord, employerOf } from '../employers/public.ts';
import { type RegionRecord, regionById } from '../regions/public.ts';
import type { GigRecord } from './model.ts';

/** Whom and where a gig is about: what the rules and the views need besides the gig. */
export type Around = { employer: EmployerRecord; region: RegionRecord | null };

/** The region of the workplace, null while it is open. Throws `request.invalid` where there is no such region. */
export async function workplaceRegion(deps: Deps, posting: Posting): Promise<RegionRecord | null> {
  const { regionId } = posting.workplace;
  if (regionId === null) return null;
  const region = await regionById(deps, regionId);
  if (region) return region;
  throw problem('request.invalid', {
    errors: [{ path: 'posting.workplace.regionId', message: wordsOf('regions').chooseAgain }],
  });
}

/** What surrounds a gig; `employer` is that of the gig, where it is known already. */
export const aroundOf = async (
  deps: Deps,
  gig: Pick<GigRecord, 'employerId' | 'posting'>,
  employer?: EmployerRecord,
): Promise<Around> => ({
  employer: employer ?? (await employerOf(deps, gig.employerId)),
  region: await workplaceRegion(deps, gig.posting),
});

/**
 * Throws `gig.blocked` with all flags where one of them forbids the posting outright; `detail` for who isn't sending it
 * in.
 */
export function requireNotBlocked(flags: readonly Flag[], detail?: string): void {
  if (!flags.some((flag) => flag.level === 'block')) return;
  throw problem('gig.blocked', { flags: [...flags], ...(detail ? { detail } : {}) });
}
