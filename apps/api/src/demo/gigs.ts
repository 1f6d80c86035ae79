import { AWAY_GIGS } from './gigs/away.ts';
import { BUILD_GIGS } from './gigs/build.ts';
import { CARRY_GIGS } from './gigs/carry.ts';
import { FARM_GIGS } from './gigs/farm.ts';
import { MAKE_GIGS } from './gigs/make.ts';
import { PAST_GIGS } from './gigs/past.ts';
import type { GigPlan } from './gigs/plan.ts';
import { ROAD_GIGS } from './gigs/road.ts';
import { SERVE_GIGS } from './gigs/serve.ts';
import { TROUBLE_GIGS } from './gigs/trouble.ts';
import { monthOf } from './times.ts';

/** Every demo gig, those out of season too. */
export const ALL_GIGS: readonly GigPlan[] = [
  ...ROAD_GIGS,
  ...FARM_GIGS,
  ...CARRY_GIGS,
  ...BUILD_GIGS,
  ...SERVE_GIGS,
  ...MAKE_GIGS,
  ...AWAY_GIGS,
  ...TROUBLE_GIGS,
  ...PAST_GIGS,
];

/** The gigs that fit the time of the year: no caterpillar fungus in November. */
export function gigsInSeason(now: Date): GigPlan[] {
  const month = monthOf(now);
  return ALL_GIGS.filter((gig) => !gig.months || gig.months.includes(month));
}
