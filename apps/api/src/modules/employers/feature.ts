import type { Feature } from '../../feature.ts';
import { mendForwardedEmployers } from './mend-forwarded.ts';
import { employerModels } from './model.ts';
import { registerEmployerRoutes } from './routes.ts';

export const employers: Feature = {
  name: 'employers',
  models: employerModels,
  routes: registerEmployerRoutes,
  prepare: mendForwardedEmployers,
};
