import type { Feature } from '../../feature.ts';
import { expiryJob } from './expire.ts';
import { gigModels } from './model.ts';
import { gigProblems } from './problems.ts';
import { registerGigRoutes } from './routes.ts';
import { wageWarnings } from './wages.ts';

export const gigs: Feature = {
  name: 'gigs',
  problems: gigProblems,
  models: gigModels,
  routes: registerGigRoutes,
  jobs: (deps) => [expiryJob(deps)],
  warnings: ({ settings, clock }) => wageWarnings(settings.PREFECTURE, clock()),
};
