import type { Feature } from '../../feature.ts';
import { registerFeedRoutes } from './routes.ts';
import { feedWatchers } from './watchers.ts';

export const feed: Feature = {
  name: 'feed',
  routes: registerFeedRoutes,
  live: () => ({ watchers: feedWatchers() }),
};
