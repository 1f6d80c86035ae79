import type { Feature } from '../../feature.ts';
import { endsSoonJob } from './ends-soon.ts';
import { alarmChanged, grantChanged } from './events.ts';
import { followHome } from './follow-home.ts';
import { grantMover } from './follow-merge.ts';
import { proxyModels } from './model.ts';
import { proxyNotices } from './notices.ts';
import { proxyNoticesOn } from './notices-on.ts';
import { paperFiles } from './paper.ts';
import { askForPhones, phonesJob } from './phone-alarms.ts';
import { seenBy } from './repository.ts';
import { endGrantsByRole } from './role-gone.ts';
import { registerProxyRoutes } from './routes.ts';
import { turnJob } from './write.ts';

export const proxies: Feature = {
  name: 'proxies',
  events: [alarmChanged, grantChanged],
  notices: proxyNotices,
  noticesOn: proxyNoticesOn,
  models: proxyModels,
  routes: registerProxyRoutes,
  /** A photo of a paper is sent from the desk's page. */
  filePaths: ['/desk/grants'],
  files: paperFiles,
  jobs: (deps) => [turnJob(deps), phonesJob(deps), endsSoonJob(deps)],
  hooks: (deps) => ({
    identity: {
      looksAfter: async (personId) => (await seenBy(deps, personId)).map(String),
      movedHome: async (personId, actId) => void (await followHome(deps, personId, actId)),
      roleGone: (membership) => endGrantsByRole(deps, membership),
    },
    people: { grants: grantMover(deps), numbersSaid: (ids) => askForPhones(deps, ids) },
  }),
};
