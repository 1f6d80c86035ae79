import {
  zAcceptance,
  zAgreement,
  zGigBooking,
  zGigBookings,
  zMyBooking,
  zMyBookings,
  zNewBooking,
  zStepBack,
  zTakeability,
} from '@linggong/contracts/booking.ts';
import { zGigNumber } from '@linggong/contracts/gig.ts';
import type { ProblemCode } from '@linggong/contracts/problem.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { requireSignedIn } from '../identity/access.ts';
import { agreeToChange } from './agree.ts';
import { acceptBooking, declineBooking } from './decide.ts';
import { gigBooking, gigBookings, myBooking, myBookings, readMyBooking } from './queries.ts';
import { stillHeld } from './replay.ts';
import { withdrawBooking } from './step-back.ts';
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
      problems: [
        'auth.required',
        'gig.not_found',
        'booking.refused',
        'gig.terms_changed',
        'booking.given_back',
      ],
    },
    ({ params, body, viewer, c }) => {
      requireSignedIn(viewer);
      return deps.idempotent(c, viewer.accountId, body, {
        status: 201,
        work: async () => myBooking(deps, viewer, await takeGig(deps, viewer, params.gig, body)),
        replay: (id) => stillHeld(deps, viewer, id),
      });
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
      method: 'get',
      path: '/bookings/:id',
      tag,
      summary: 'One of one’s own bookings',
      params: zBookingParam,
      answer: zMyBooking,
      problems: ['auth.required', 'booking.not_found'],
    },
    ({ params, viewer }) => readMyBooking(deps, viewer, params.id),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/bookings/:id/withdraw',
      tag,
      summary: 'Step back from all that has not begun, or from some shifts of it',
      params: zBookingParam,
      body: zStepBack,
      answer: zMyBooking,
      problems: ['cap.reached', 'auth.required', 'booking.not_found', 'booking.wrong_state'],
    },
    async ({ params, body, viewer }) => {
      requireSignedIn(viewer);
      return myBooking(deps, viewer, await withdrawBooking(deps, viewer, params.id, body.shiftIds));
    },
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/bookings/:id/agree',
      tag,
      summary: 'One still comes, on the terms of the version that one has seen',
      params: zBookingParam,
      body: zAgreement,
      answer: zMyBooking,
      problems: [
        'auth.required',
        'booking.not_found',
        'booking.wrong_state',
        'gig.terms_changed',
        'gig.wrong_state',
      ],
    },
    async ({ params, body, viewer }) => {
      requireSignedIn(viewer);
      return myBooking(deps, viewer, await agreeToChange(deps, viewer, params.id, body.version));
    },
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
  const decided: ProblemCode[] = ['auth.required', 'booking.not_found', 'booking.wrong_state'];
  endpoint(
    app,
    {
      method: 'post',
      path: '/bookings/:id/accept',
      tag,
      summary: 'The employer takes the person',
      params: zBookingParam,
      body: zAcceptance,
      answer: zGigBooking,
      problems: [
        ...decided,
        'booking.changed_meanwhile',
        'booking.not_agreed',
        'booking.refused',
        'gig.wrong_state',
      ],
    },
    async ({ params, body, viewer }) =>
      gigBooking(deps, viewer, await acceptBooking(deps, viewer, params.id, body.revision)),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/bookings/:id/decline',
      tag,
      summary: 'The employer says no',
      params: zBookingParam,
      answer: zGigBooking,
      problems: decided,
    },
    async ({ params, viewer }) => gigBooking(deps, viewer, await declineBooking(deps, viewer, params.id)),
  );
}
