import type { Feature } from '../../feature.ts';
import { grantChanged } from './events.ts';
import { proxyModels } from './model.ts';
import { endGrantsByRole } from './role-gone.ts';
import { registerProxyRoutes } from './routes.ts';
import { turnJob } from './write.ts';

export const proxies: Feature = {
  name: 'proxies',
  events: [grantChanged],
  models: proxyModels,
  routes: registerProxyRoutes,
  jobs: (deps) => [turnJob(deps)],
  hooks: (deps) => ({ identity: { roleGone: (membership) => endGrantsByRole(deps, membership) } }),
};
