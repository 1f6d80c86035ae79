import type { Feature } from '../../feature.ts';
import { crewMoved } from './counted.ts';
import { crewChanged } from './events.ts';
import { crewModels } from './model.ts';
import { crewNotices, crewNoticesOn } from './notices.ts';
import { registerCrewRoutes } from './routes.ts';

export const crews: Feature = {
  name: 'crews',
  models: crewModels,
  routes: registerCrewRoutes,
  events: [crewChanged],
  notices: crewNotices,
  noticesOn: crewNoticesOn,
  hooks: (deps) => ({ bookings: { crewMoved: (booking) => crewMoved(deps, booking) } }),
};
