import type { Feature } from '../../feature.ts';
import { crewMoved } from './counted.ts';
import { crewChanged } from './events.ts';
import { crewModels } from './model.ts';
import { crewNotices, crewNoticesOn } from './notices.ts';
import { crewMover } from './repository/merge.ts';
import { registerCrewRoutes } from './routes.ts';

export const crews: Feature = {
  name: 'crews',
  models: crewModels,
  routes: registerCrewRoutes,
  events: [crewChanged],
  notices: crewNotices,
  noticesOn: crewNoticesOn,
  hooks: (deps) => ({
    people: { crews: crewMover(deps) },
    bookings: { crewMoved: (booking, of) => crewMoved(deps, booking, of) },
  }),
};
