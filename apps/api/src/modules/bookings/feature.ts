import type { Feature } from '../../feature.ts';
import { bookingChanged } from './events.ts';
import { lapseJob } from './lapse.ts';
import { bookingModels } from './model.ts';
import { bookingProblems } from './problems.ts';
import { completeOldBookings } from './repository.ts';
import { registerBookingRoutes } from './routes.ts';

export const bookings: Feature = {
  name: 'bookings',
  events: [bookingChanged],
  problems: bookingProblems,
  models: bookingModels,
  routes: registerBookingRoutes,
  jobs: (deps) => [lapseJob(deps)],
  prepare: completeOldBookings,
};
