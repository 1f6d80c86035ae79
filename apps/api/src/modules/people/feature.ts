import type { Feature } from '../../feature.ts';
import { followRecord } from './change.ts';
import { peopleChanged } from './events.ts';
import { peopleModels } from './model.ts';
import { registerPeopleRoutes } from './routes.ts';

export const people: Feature = {
  name: 'people',
  events: [peopleChanged],
  models: peopleModels,
  routes: registerPeopleRoutes,
  hooks: (deps) => ({ identity: { recordChanged: (person) => followRecord(deps, person) } }),
};
