import type { Feature } from '../../feature.ts';
import { contactChanged, employerSuspended, employerVerified } from './events.ts';
import { employerMigrations } from './migrations.ts';
import { employerModels } from './model.ts';
import { employerNotices, employerNoticesOn } from './notices.ts';
import { joinEmployers, namedEmployers } from './repository/find.ts';
import { registerEmployerRoutes } from './routes.ts';

export const employers: Feature = {
  name: 'employers',
  notices: employerNotices,
  noticesOn: employerNoticesOn,
  events: [employerVerified, contactChanged, employerSuspended],
  models: employerModels,
  routes: registerEmployerRoutes,
  migrations: employerMigrations,
  hooks: (deps) => ({
    identity: {
      joinEmployers: (by) => joinEmployers(deps, by),
      employersOf: (ids) => namedEmployers(deps, ids),
    },
  }),
};
