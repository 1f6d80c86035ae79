import type { Feature } from '../../feature.ts';
import { reportChanged } from './events.ts';
import { reportModels } from './model.ts';
import { reportNotices, reportNoticesOn } from './notices.ts';
import { registerReportRoutes } from './routes.ts';
import { comesNoMore } from './standing.ts';

export const reports: Feature = {
  name: 'reports',
  notices: reportNotices,
  noticesOn: reportNoticesOn,
  events: [reportChanged],
  models: reportModels,
  routes: registerReportRoutes,
  hooks: (deps) => ({ bookings: { steppedBack: (booking) => comesNoMore(deps, booking) } }),
};
