import { heightAt } from '@linggong/rules/height.ts';
import type { Work } from '@linggong/rules/minors.ts';
import type { Deps } from '../../deps.ts';
import type { GigRead } from '../gigs/public.ts';
import { regionOf } from '../regions/public.ts';

/** A gig's work as the law on minors asks about it; its altitude is the region's where nobody said another. */
export async function workOf(deps: Deps, gig: GigRead): Promise<Work> {
  const { posting } = gig;
  const region = await regionOf(deps, gig);
  return {
    tradeId: posting.tradeId,
    hazards: posting.hazards,
    loadKg: posting.loadKg,
    ...heightAt(posting.workplace.altitudeM, region),
  };
}
