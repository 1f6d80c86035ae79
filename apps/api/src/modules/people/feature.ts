import type { Feature } from '../../feature.ts';
import { followRecord } from './change.ts';
import { peopleChanged } from './events.ts';
import { peopleMigrations } from './migrations.ts';
import { peopleModels } from './model.ts';
import { registerPeopleRoutes } from './routes.ts';

export const people: Feature = {
  name: 'people',
  events: [peopleChanged],
  models: peopleModels,
  migrations: peopleMigrations,
  routes: registerPeopleRoutes,
  hooks: (deps) => ({ identity: { recordChanged: (person) => followRecord(deps, person) } }),
};
