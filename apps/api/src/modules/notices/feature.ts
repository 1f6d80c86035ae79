import type { Feature } from '../../feature.ts';
import { deliveryJob } from './deliver.ts';
import { noticeAdded, noticeRead } from './events.ts';
import { noticesFollower } from './follow.ts';
import { lastWordJob, pushEnding } from './last-word.ts';
import { noticeModels } from './model.ts';
import { textPhone, textsFrom } from './phones.ts';
import { noticeMover } from './repository/mover.ts';
import { registerNoticeRoutes } from './routes.ts';
import { sendingJobs } from './send.ts';
import { forgetBrowsers } from './subscriptions.ts';
import { takeBackNotices } from './take-back.ts';
import { addNotices } from './write.ts';

export const notices: Feature = {
  name: 'notices',
  events: [noticeAdded, noticeRead],
  notices: [pushEnding],
  models: noticeModels,
  routes: registerNoticeRoutes,
  followers: (deps) => [noticesFollower(deps)],
  jobs: (deps) => [lastWordJob(deps), deliveryJob(deps), ...sendingJobs(deps)],
  hooks: (deps) => ({
    identity: { sessionsGone: (ids) => forgetBrowsers(deps, ids) },
    people: { notices: noticeMover(deps) },
    proxies: { addNotices: (drafts) => addNotices(deps, drafts) },
    bookings: {
      addNotices: (drafts) => addNotices(deps, drafts),
      takeBackNotices: (of, right) => takeBackNotices(deps, of, right),
      textsFrom: (begins) => textsFrom(deps, begins),
      textPhone: (text) => textPhone(deps, text),
    },
  }),
};
