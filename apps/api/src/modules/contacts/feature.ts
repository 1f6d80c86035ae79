import type { Feature } from '../../feature.ts';
import { contactModels } from './model.ts';
import { contactProblems } from './problems.ts';
import { registerContactRoutes } from './routes.ts';
import { shownTo } from './shown-to.ts';

export const contacts: Feature = {
  name: 'contacts',
  problems: contactProblems,
  models: contactModels,
  routes: registerContactRoutes,
  hooks: (deps) => ({
    bookings: { shownTo: (accountId, bookings) => shownTo(deps, accountId, bookings) },
  }),
};
