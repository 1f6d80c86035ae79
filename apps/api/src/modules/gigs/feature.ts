import type { Feature } from '../../feature.ts';
import { expiryJob } from './expire.ts';
import { gigModels } from './model.ts';
import { registerGigRoutes } from './routes.ts';
import { wageWarnings } from './wages.ts';

export const gigs: Feature = {
  name: 'gigs',
  models: gigModels,
  routes: registerGigRoutes,
  jobs: (deps) => [expiryJob(deps)],
  warnings: ({ settings, clock }) => wageWarnings(settings.PREFECTURE, clock()),
};
