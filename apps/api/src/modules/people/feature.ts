import type { Feature } from '../../feature.ts';
import { followRecord } from './change.ts';
import { peopleChanged } from './events.ts';
import { peopleMigrations } from './migrations.ts';
import { peopleModels } from './model.ts';
import { registerPeopleRoutes } from './routes.ts';
import { followDoubles } from './spot-doubles.ts';

export const people: Feature = {
  name: 'people',
  events: [peopleChanged],
  models: peopleModels,
  migrations: peopleMigrations,
  routes: registerPeopleRoutes,
  hooks: (deps) => ({
    identity: {
      recordChanged: async (person) => {
        await followRecord(deps, person);
        await followDoubles(deps, person._id);
      },
    },
  }),
};
