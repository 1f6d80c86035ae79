import type { Feature } from '../../feature.ts';
import { grantChanged } from './events.ts';
import { proxyModels } from './model.ts';
import { seenBy } from './repository.ts';
import { endGrantsByRole } from './role-gone.ts';
import { registerProxyRoutes } from './routes.ts';
import { turnJob } from './write.ts';

export const proxies: Feature = {
  name: 'proxies',
  events: [grantChanged],
  models: proxyModels,
  routes: registerProxyRoutes,
  jobs: (deps) => [turnJob(deps)],
  hooks: (deps) => ({
    identity: {
      looksAfter: async (personId) => (await seenBy(deps, personId)).map(String),
      roleGone: (membership) => endGrantsByRole(deps, membership),
    },
  }),
};
