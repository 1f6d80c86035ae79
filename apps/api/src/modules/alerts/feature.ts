import type { Feature } from '../../feature.ts';
import { alertChanged } from './events.ts';
import { alertFollower } from './follow.ts';
import { alertModels } from './model.ts';
import { alertNotices } from './notices.ts';
import { alertMover } from './repository.ts';
import { registerAlertRoutes } from './routes.ts';

export const alerts: Feature = {
  name: 'alerts',
  events: [alertChanged],
  notices: alertNotices,
  models: alertModels,
  routes: registerAlertRoutes,
  hooks: (deps) => ({ people: { alerts: alertMover(deps) } }),
  followers: (deps) => [alertFollower(deps)],
};
