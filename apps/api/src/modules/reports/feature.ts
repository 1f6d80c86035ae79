import type { Feature } from '../../feature.ts';
import { reportChanged } from './events.ts';
import { reportModels } from './model.ts';
import { reportProblems } from './problems.ts';
import { registerReportRoutes } from './routes.ts';
import { comesNoMore } from './standing.ts';

export const reports: Feature = {
  name: 'reports',
  events: [reportChanged],
  problems: reportProblems,
  models: reportModels,
  routes: registerReportRoutes,
  hooks: (deps) => ({ bookings: { steppedBack: (booking) => comesNoMore(deps, booking) } }),
};
