import * as api from '@linggong/contracts/api/bookings.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { requireSignedIn } from '../identity/public.ts';
import { agreeToChange } from './agree.ts';
import { acceptBooking, declineBooking } from './decide.ts';
import { countMyPeople, myPeople, peopleTakeability, personsBookings, takeForPeople } from './for-people.ts';
import { gigBooking, gigBookings, myBooking, myBookings, readMyBooking } from './queries.ts';
import { stillHeld } from './replay.ts';
import { withdrawBooking } from './step-back.ts';
import { confirmByDesk, stepBackByDesk } from './step-in.ts';
import { takeability, takeGig } from './take.ts';
import { listUnattended } from './unattended.ts';

export function registerBookingRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  serve(app, api.getTakeability, ({ params, query, viewer }) =>
    takeability(deps, viewer, params.gig, query.shifts ?? []),
  );
  serve(app, api.takeGig, {
    work: async ({ params, body, viewer }) =>
      myBooking(deps, viewer, await takeGig(deps, viewer, params.gig, body)),
    replay: ({ viewer }, id) => stillHeld(deps, viewer, id),
  });
  serve(app, api.getPeopleTakeability, ({ params, query, viewer }) =>
    peopleTakeability(deps, viewer, params.gig, query.shifts ?? []),
  );
  serve(app, api.takeGigForPeople, ({ params, body, viewer }) =>
    takeForPeople(deps, viewer, params.gig, body),
  );
  serve(app, api.listMyPeople, ({ viewer }) => myPeople(deps, viewer));
  serve(app, api.countMyPeople, ({ viewer }) => countMyPeople(deps, viewer));
  serve(app, api.getMyPersonsBookings, ({ params, viewer }) => personsBookings(deps, viewer, params.id));
  serve(app, api.listMyBookings, async ({ viewer }) => ({ items: await myBookings(deps, viewer) }));
  serve(app, api.getMyBooking, ({ params, viewer }) => readMyBooking(deps, viewer, params.id));
  serve(app, api.withdrawBooking, async ({ params, body, viewer }) => {
    requireSignedIn(viewer);
    return myBooking(deps, viewer, await withdrawBooking(deps, viewer, params.id, body.shiftIds));
  });
  serve(app, api.agreeToChange, async ({ params, body, viewer }) => {
    requireSignedIn(viewer);
    return myBooking(deps, viewer, await agreeToChange(deps, viewer, params.id, body));
  });
  serve(app, api.listUnattended, ({ viewer }) => listUnattended(deps, viewer));
  serve(app, api.confirmByDesk, async ({ params, body, viewer }) => {
    requireSignedIn(viewer);
    return myBooking(deps, viewer, await confirmByDesk(deps, viewer, params.id, body));
  });
  serve(app, api.stepBackByDesk, async ({ params, body, viewer }) => {
    requireSignedIn(viewer);
    return myBooking(deps, viewer, await stepBackByDesk(deps, viewer, params.id, body));
  });
  serve(app, api.listGigBookings, async ({ params, viewer }) => ({
    items: await gigBookings(deps, viewer, params.gig),
  }));
  serve(app, api.acceptBooking, async ({ params, body, viewer }) =>
    gigBooking(deps, viewer, await acceptBooking(deps, viewer, params.id, body.revision)),
  );
  serve(app, api.declineBooking, async ({ params, viewer }) =>
    gigBooking(deps, viewer, await declineBooking(deps, viewer, params.id)),
  );
}
