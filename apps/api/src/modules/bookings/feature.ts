import type { Feature } from '../../feature.ts';
import { stepBackFrom } from './back-from-proxy.ts';
import { bookingChanged } from './events.ts';
import {
  bookingsFollowClosing,
  bookingsFollowExpiry,
  bookingsFollowPublication,
  bookingsFollowReview,
  bookingsFollowWithdrawal,
} from './follow-gig.ts';
import { bookingMover } from './follow-merge.ts';
import { followAge, followRename } from './follow-person.ts';
import { bookingCounts, heldPlaces } from './held-places.ts';
import { lapseJob } from './lapse.ts';
import { bookingMigrations } from './migrations.ts';
import { bookingModels } from './model.ts';
import { employerTextJob } from './notices/employer-texts.ts';
import { reminderJob } from './notices/reminders.ts';
import { bookingNotices, bookingNoticesOn } from './notices.ts';
import { lookAtProxyJob } from './proxy-alarms.ts';
import { heldAfter } from './repository/find.ts';
import { registerBookingRoutes } from './routes.ts';
import { unansweredJob } from './unanswered.ts';
import { countUnattended } from './unattended.ts';

export const bookings: Feature = {
  name: 'bookings',
  notices: bookingNotices,
  noticesOn: bookingNoticesOn,
  events: [bookingChanged],
  models: bookingModels,
  routes: registerBookingRoutes,
  jobs: (deps) => [
    lapseJob(deps),
    unansweredJob(deps),
    reminderJob(deps),
    employerTextJob(deps),
    lookAtProxyJob(deps),
  ],
  migrations: bookingMigrations,
  hooks: (deps) => ({
    identity: {
      ageChanged: (personId, person, saidBy) => followAge(deps, personId, { person, saidBy }),
      renamed: (personId, { from, to }) => followRename(deps, personId, from, to),
    },
    people: { bookings: bookingMover(deps) },
    proxies: {
      stepBackFrom: (taken, acts) => stepBackFrom(deps, taken, acts),
      unattended: (regionIds) => countUnattended(deps, regionIds),
      heldAfter: (ids, from) => heldAfter(deps, ids, from),
    },
    gigs: {
      inReview: (gig) => bookingsFollowReview(deps, gig),
      published: (gig) => bookingsFollowPublication(deps, gig),
      withdrawn: (gig) => bookingsFollowWithdrawal(deps, gig),
      closed: (gig) => bookingsFollowClosing(deps, gig),
      expired: (gigs) => bookingsFollowExpiry(deps, gigs),
      heldPlaces: (gigId) => heldPlaces(deps, gigId),
      bookingCounts: (gigIds) => bookingCounts(deps, gigIds),
    },
  }),
};
