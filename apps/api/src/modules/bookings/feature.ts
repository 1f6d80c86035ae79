import type { Feature } from '../../feature.ts';
import { lapseJob } from './lapse.ts';
import { bookingModels } from './model.ts';
import { completeOldBookings } from './repository.ts';
import { registerBookingRoutes } from './routes.ts';

export const bookings: Feature = {
  name: 'bookings',
  models: bookingModels,
  routes: registerBookingRoutes,
  jobs: (deps) => [lapseJob(deps)],
  prepare: completeOldBookings,
};
