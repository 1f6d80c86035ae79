import type { Feature } from '../../feature.ts';
import { roomsOf } from './access.ts';
import { carryAsker } from './asker.ts';
import { phoneChanged, sessionEnded } from './events.ts';
import { endDeadSessions } from './live-sessions.ts';
import { identityModels } from './model.ts';
import { registerIdentityRoutes } from './routes.ts';
import { viewerOf, withLookedAfter } from './viewer.ts';

export const identity: Feature = {
  name: 'identity',
  events: [sessionEnded, phoneChanged],
  models: identityModels,
  before: carryAsker,
  routes: registerIdentityRoutes,
  live: (deps) => ({
    viewerOf: async (headers) => withLookedAfter(deps, await viewerOf(deps, headers)),
    roomsOf,
  }),
  eachMinute: endDeadSessions,
};
