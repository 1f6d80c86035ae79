import type { RegionLevel } from '@linggong/contracts/region.ts';
import type { Viewer } from '../../platform/http/env.ts';

/** Whether desks of this level are told of what is worth a look. */
export const isCounty = (level: RegionLevel | undefined): boolean =>
  level !== undefined && level !== 'township' && level !== 'village';

/** The regions that the viewer is in charge of from a county's desk or one above it. */
export const countyRegionIds = ({ roles }: Viewer): string[] =>
  roles.flatMap((role) => (role.role === 'operator' && isCounty(role.level) ? [role.regionId] : []));
