import type { Viewer } from '../../platform/http/env.ts';

/** The regions that the viewer is in charge of from a county's desk or one above it. */
export const countyRegionIds = ({ roles }: Viewer): string[] =>
  roles.flatMap((role) =>
    role.role === 'operator' && role.level !== 'township' && role.level !== 'village' ? [role.regionId] : [],
  );
