import type { Feature } from '../../feature.ts';
import { deliveryJob } from './deliver.ts';
import { employerTextJob } from './employer-texts.ts';
import { noticeAdded, noticeRead } from './events.ts';
import { noticesFollower } from './follow.ts';
import { lastWordJob } from './last-word.ts';
import { noticeModels } from './model.ts';
import { reminderJob } from './reminders.ts';
import { registerNoticeRoutes } from './routes.ts';
import { sendingJobs } from './send.ts';
import { forgetBrowsers } from './subscriptions.ts';

export const notices: Feature = {
  name: 'notices',
  events: [noticeAdded, noticeRead],
  models: noticeModels,
  routes: registerNoticeRoutes,
  followers: (deps) => [noticesFollower(deps)],
  jobs: (deps) => [
    reminderJob(deps),
    lastWordJob(deps),
    deliveryJob(deps),
    ...sendingJobs(deps),
    employerTextJob(deps),
  ],
  hooks: (deps) => ({ identity: { sessionsGone: (ids) => forgetBrowsers(deps, ids) } }),
};
