import { heightAt } from '@linggong/rules/height.ts';
import type { Work } from '@linggong/rules/minors.ts';
import type { Deps } from '../../deps.ts';
import type { GigRecord } from '../gigs/public.ts';
import { regionById } from '../regions/public.ts';

/** A gig's work as the law on minors asks about it; its altitude is the region's where nobody said another. */
export async function workOf(deps: Deps, { posting, regionPath }: GigRecord): Promise<Work> {
  const regionId = regionPath.at(-1);
  const region = regionId ? await regionById(deps, regionId) : null;
  return {
    tradeId: posting.tradeId,
    hazards: posting.hazards,
    loadKg: posting.loadKg,
    ...heightAt(posting.workplace.altitudeM, region),
  };
}
