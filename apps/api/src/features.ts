import type { Hono } from 'hono';
import type { Deps } from './deps.ts';
import { registerAboutRoutes } from './modules/about/routes.ts';
import { alertFollower } from './modules/alerts/follow.ts';
import { registerAlertRoutes } from './modules/alerts/routes.ts';
import { lapseJob } from './modules/bookings/lapse.ts';
import { completeOldBookings } from './modules/bookings/repository.ts';
import { registerBookingRoutes } from './modules/bookings/routes.ts';
import { registerClosingRoutes } from './modules/closing/routes.ts';
import { registerContactRoutes } from './modules/contacts/routes.ts';
import { mendForwardedEmployers } from './modules/employers/mend-forwarded.ts';
import { registerEmployerRoutes } from './modules/employers/routes.ts';
import { registerEventRoutes } from './modules/events/routes.ts';
import { registerFeedRoutes } from './modules/feed/routes.ts';
import { expiryJob } from './modules/gigs/expire.ts';
import { registerGigRoutes } from './modules/gigs/routes.ts';
import { registerIdentityRoutes } from './modules/identity/routes.ts';
import { mendOffices } from './modules/imports/mend-offices.ts';
import { registerImportRoutes } from './modules/imports/routes.ts';
import { deliveryJob } from './modules/notices/deliver.ts';
import { employerTextJob } from './modules/notices/employer-texts.ts';
import { noticesFollower } from './modules/notices/follow.ts';
import { lastWordJob } from './modules/notices/last-word.ts';
import { reminderJob } from './modules/notices/reminders.ts';
import { registerNoticeRoutes } from './modules/notices/routes.ts';
import { sendingJobs } from './modules/notices/send.ts';
import { oldNumberTextJob } from './modules/number/old-number-text.ts';
import { registerNumberRoutes } from './modules/number/routes.ts';
import { registerRegionRoutes } from './modules/regions/routes.ts';
import { seedRegions } from './modules/regions/usecases.ts';
import { registerReportRoutes } from './modules/reports/routes.ts';
import { heldJobs } from './modules/review/carry-out-held.ts';
import { registerReviewRoutes } from './modules/review/routes.ts';
import type { FollowerSpec } from './platform/events/follower.ts';
import type { ApiEnv } from './platform/http/env.ts';
import type { JobSpec } from './platform/jobs/worker.ts';

/** Every feature's routes, under `/api/v1`. */
export function registerFeatures(app: Hono<ApiEnv>, deps: Deps): void {
  registerAboutRoutes(app, deps);
  registerIdentityRoutes(app, deps);
  registerClosingRoutes(app, deps);
  registerNumberRoutes(app, deps);
  registerRegionRoutes(app, deps);
  registerEmployerRoutes(app, deps);
  registerFeedRoutes(app, deps);
  registerGigRoutes(app, deps);
  registerBookingRoutes(app, deps);
  registerContactRoutes(app, deps);
  registerReviewRoutes(app, deps);
  registerReportRoutes(app, deps);
  registerImportRoutes(app, deps);
  registerEventRoutes(app, deps);
  registerAlertRoutes(app, deps);
  registerNoticeRoutes(app, deps);
}

/** What must be in the database before anybody is let in. */
export async function prepareFeatures(deps: Deps): Promise<void> {
  await seedRegions(deps);
  await mendForwardedEmployers(deps);
  await mendOffices(deps);
  await completeOldBookings(deps);
}

/** What features do with events, behind the writes that made them. */
export function featureFollowers(deps: Deps): FollowerSpec[] {
  return [alertFollower(deps), noticesFollower(deps)];
}

/** What features do later, or again and again. */
export function featureJobs(deps: Deps): JobSpec[] {
  return [
    expiryJob(deps),
    lapseJob(deps),
    ...heldJobs(deps),
    reminderJob(deps),
    lastWordJob(deps),
    deliveryJob(deps),
    ...sendingJobs(deps),
    employerTextJob(deps),
    oldNumberTextJob(deps),
  ];
}
