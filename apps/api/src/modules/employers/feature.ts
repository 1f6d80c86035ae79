import type { Feature } from '../../feature.ts';
import { mendForwardedEmployers } from './mend-forwarded.ts';
import { employerModels } from './model.ts';
import { employerProblems } from './problems.ts';
import { registerEmployerRoutes } from './routes.ts';

export const employers: Feature = {
  name: 'employers',
  problems: employerProblems,
  models: employerModels,
  routes: registerEmployerRoutes,
  prepare: mendForwardedEmployers,
};
