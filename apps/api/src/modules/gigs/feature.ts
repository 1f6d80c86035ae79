import type { Feature } from '../../feature.ts';
import { gigChanged, gigClosed, gigPlaces, gigPublished, gigReviewed } from './events.ts';
import { expiryJob } from './expire.ts';
import { gigMigrations } from './migrations.ts';
import { gigModels } from './model.ts';
import { gigNotices, gigNoticesOn } from './notices.ts';
import { placesOf, withGigs } from './repository/of-employers.ts';
import { registerGigRoutes } from './routes.ts';

export const gigs: Feature = {
  name: 'gigs',
  notices: gigNotices,
  noticesOn: gigNoticesOn,
  events: [gigPublished, gigChanged, gigPlaces, gigClosed, gigReviewed],
  models: gigModels,
  routes: registerGigRoutes,
  migrations: gigMigrations,
  jobs: (deps) => [expiryJob(deps)],
  hooks: (deps) => ({
    employers: {
      withGigs: (ids, options) => withGigs(deps, ids, options),
      gigPlaces: (id) => placesOf(deps, id),
    },
  }),
};
