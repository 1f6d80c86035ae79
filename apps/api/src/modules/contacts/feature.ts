import type { Feature } from '../../feature.ts';
import { contactModels } from './model.ts';
import { showingMover } from './repository.ts';
import { registerContactRoutes } from './routes.ts';
import { shownTo } from './shown-to.ts';

export const contacts: Feature = {
  name: 'contacts',
  models: contactModels,
  routes: registerContactRoutes,
  hooks: (deps) => ({
    people: { showings: showingMover(deps) },
    bookings: { shownTo: (accountId, bookings) => shownTo(deps, accountId, bookings) },
  }),
};
