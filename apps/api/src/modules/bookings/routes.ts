import {
  zGigBooking,
  zGigBookings,
  zMyBooking,
  zMyBookings,
  zNewBooking,
  zTakeability,
} from '@linggong/contracts/booking.ts';
import { zGigNumber } from '@linggong/contracts/gig.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { requireSignedIn } from '../identity/access.ts';
import { acceptBooking, acknowledgeChange, declineBooking, withdrawBooking } from './decide.ts';
import { gigBooking, gigBookings, myBooking, myBookings } from './queries.ts';
import { takeability, takeGig } from './take.ts';

const zGigParam = z.object({ gig: z.union([zId, zGigNumber]) });
const zBookingParam = z.object({ id: zId });
const zShiftsQuery = z.object({
  shifts: z
    .string()
    .max(900)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(zId))
    .optional(),
});
const tag = 'bookings';

export function registerBookingRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/gigs/:gig/takeability',
      tag,
      summary: 'Whether one can take a gig, and why not',
      params: zGigParam,
      query: zShiftsQuery,
      answer: zTakeability,
      problems: ['auth.required', 'gig.not_found'],
    },
    ({ params, query, viewer }) => takeability(deps, viewer, params.gig, query.shifts ?? []),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/gigs/:gig/bookings',
      tag,
      summary: 'Take a gig',
      idempotent: true,
      params: zGigParam,
      body: zNewBooking,
      answer: zMyBooking,
      status: 201,
      problems: ['auth.required', 'gig.not_found', 'booking.refused'],
    },
    ({ params, body, viewer, c }) => {
      requireSignedIn(viewer);
      return deps.idempotent(c, viewer.accountId, body, 201, async () =>
        myBooking(deps, await takeGig(deps, viewer, params.gig, body.shiftIds)),
      );
    },
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/me/bookings',
      tag,
      summary: 'What one has taken',
      answer: zMyBookings,
      problems: ['auth.required'],
    },
    async ({ viewer }) => ({ items: await myBookings(deps, viewer) }),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/bookings/:id/withdraw',
      tag,
      summary: 'Step back',
      params: zBookingParam,
      answer: zMyBooking,
      problems: ['auth.required', 'booking.not_found', 'booking.wrong_state'],
    },
    async ({ params, viewer }) => myBooking(deps, await withdrawBooking(deps, viewer, params.id)),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/bookings/:id/seen',
      tag,
      summary: 'One has seen what changed',
      params: zBookingParam,
      answer: zMyBooking,
      problems: ['auth.required', 'booking.not_found'],
    },
    async ({ params, viewer }) => myBooking(deps, await acknowledgeChange(deps, viewer, params.id)),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/gigs/:gig/bookings',
      tag,
      summary: 'Who comes and who asks, for the employer',
      params: zGigParam,
      answer: zGigBookings,
      problems: ['auth.required', 'auth.forbidden', 'gig.not_found'],
    },
    async ({ params, viewer }) => ({ items: await gigBookings(deps, viewer, params.gig) }),
  );
  for (const [verb, decide, summary] of [
    ['accept', acceptBooking, 'The employer takes the person'],
    ['decline', declineBooking, 'The employer says no'],
  ] as const) {
    endpoint(
      app,
      {
        method: 'post',
        path: `/bookings/:id/${verb}`,
        tag,
        summary,
        params: zBookingParam,
        answer: zGigBooking,
        problems: [
          'auth.required',
          'auth.forbidden',
          'booking.not_found',
          'booking.wrong_state',
          'booking.refused',
          'gig.wrong_state',
        ],
      },
      async ({ params, viewer }) => gigBooking(deps, await decide(deps, viewer, params.id)),
    );
  }
}
