import * as z from 'zod';
import {
  zAcceptance,
  zAgreement,
  zBookedFor,
  zGigBooking,
  zGigBookings,
  zMyBooking,
  zMyBookings,
  zMyPeople,
  zMyPersonsBookings,
  zNewBooking,
  zNewBookings,
  zPeopleCount,
  zPeopleTakeability,
  zShiftsQuery,
  zStepBack,
  zTakeability,
} from '../booking.ts';
import { zGigNumber } from '../gig.ts';
import { zId } from '../scalars.ts';
import { zConfirmByDesk, zStepBackByDesk, zUnattended } from '../unattended.ts';
import { operation } from './operation.ts';

const zGigParam = z.object({ gig: z.union([zId, zGigNumber]) });
const zBookingParam = z.object({ id: zId });
const DECIDED = ['booking.not_found', 'booking.wrong_state'] as const;

export const getTakeability = operation({
  method: 'get',
  path: '/gigs/:gig/takeability',
  tag: 'bookings',
  summary: 'Whether one can take a gig, and why not',
  who: 'account',
  params: zGigParam,
  query: zShiftsQuery,
  answer: zTakeability,
  problems: ['gig.not_found'],
});

export const takeGig = operation({
  method: 'post',
  path: '/gigs/:gig/bookings',
  tag: 'bookings',
  summary: 'Take a gig',
  who: 'account',
  idempotent: true,
  params: zGigParam,
  body: zNewBooking,
  answer: zMyBooking,
  status: 201,
  problems: [
    'gig.not_found',
    'person.not_found',
    'booking.refused',
    'gig.terms_changed',
    'booking.given_back',
  ],
});

export const listMyBookings = operation({
  method: 'get',
  path: '/me/bookings',
  tag: 'bookings',
  summary: 'What one has taken',
  who: 'account',
  answer: zMyBookings,
});

export const getMyBooking = operation({
  method: 'get',
  path: '/bookings/:id',
  tag: 'bookings',
  summary: 'One of one’s own bookings',
  who: 'account',
  params: zBookingParam,
  answer: zMyBooking,
  problems: ['booking.not_found'],
});

export const withdrawBooking = operation({
  method: 'post',
  path: '/bookings/:id/withdraw',
  tag: 'bookings',
  summary: 'Step back from all that has not begun, or from some shifts of it',
  who: 'account',
  params: zBookingParam,
  body: zStepBack,
  answer: zMyBooking,
  problems: ['cap.reached', 'booking.not_found', 'booking.wrong_state'],
});

export const agreeToChange = operation({
  method: 'post',
  path: '/bookings/:id/agree',
  tag: 'bookings',
  summary: 'One still comes, on the terms of the version that one has seen',
  who: 'account',
  params: zBookingParam,
  body: zAgreement,
  answer: zMyBooking,
  problems: ['booking.not_found', 'booking.wrong_state', 'gig.terms_changed', 'gig.wrong_state'],
});

export const getPeopleTakeability = operation({
  method: 'get',
  path: '/gigs/:gig/takeability/people',
  tag: 'bookings',
  summary: 'Whom one may take a gig for, and whether each of them can',
  who: 'account',
  params: zGigParam,
  query: zShiftsQuery,
  answer: zPeopleTakeability,
  problems: ['gig.not_found'],
});

export const takeGigForPeople = operation({
  method: 'post',
  path: '/gigs/:gig/bookings/people',
  tag: 'bookings',
  summary: 'Take a gig for several people at once, with an answer for each',
  who: 'account',
  params: zGigParam,
  body: zNewBookings,
  answer: zBookedFor,
  problems: ['gig.not_found', 'gig.terms_changed'],
});

export const listMyPeople = operation({
  method: 'get',
  path: '/me/people',
  tag: 'bookings',
  summary: 'For whom one acts now, and what they hold',
  who: 'account',
  answer: zMyPeople,
});

export const countMyPeople = operation({
  method: 'get',
  path: '/me/people/count',
  tag: 'bookings',
  summary: 'For how many people one acts now',
  who: 'account',
  answer: zPeopleCount,
});

export const getMyPersonsBookings = operation({
  method: 'get',
  path: '/me/people/:id',
  tag: 'bookings',
  summary: 'What somebody for whom one acts has taken',
  who: 'account',
  params: zBookingParam,
  answer: zMyPersonsBookings,
  problems: ['person.not_found'],
});

export const listUnattended = operation({
  method: 'get',
  path: '/unattended',
  tag: 'bookings',
  summary: 'Who of the viewer’s regions holds work on days on which nobody acts for them',
  who: 'account',
  answer: zUnattended,
  problems: ['auth.forbidden'],
});

export const confirmByDesk = operation({
  method: 'post',
  path: '/unattended/:id/confirm',
  tag: 'bookings',
  summary: 'The desk asked somebody for whom nobody acts: they come, on the terms of that version',
  who: 'account',
  params: zBookingParam,
  body: zConfirmByDesk,
  answer: zMyBooking,
  problems: [
    'auth.forbidden',
    'booking.not_found',
    'booking.attended',
    'booking.wrong_state',
    'gig.terms_changed',
    'gig.wrong_state',
  ],
});

export const stepBackByDesk = operation({
  method: 'post',
  path: '/unattended/:id/step-back',
  tag: 'bookings',
  summary: 'The desk gives back what somebody holds for whom nobody acts, and says why',
  who: 'account',
  params: zBookingParam,
  body: zStepBackByDesk,
  answer: zMyBooking,
  problems: ['auth.forbidden', 'booking.not_found', 'booking.attended', 'booking.wrong_state'],
});

export const listGigBookings = operation({
  method: 'get',
  path: '/gigs/:gig/bookings',
  tag: 'bookings',
  summary: 'Who comes and who asks, for the employer',
  who: 'account',
  params: zGigParam,
  answer: zGigBookings,
  problems: ['auth.forbidden', 'gig.not_found'],
});

export const acceptBooking = operation({
  method: 'post',
  path: '/bookings/:id/accept',
  tag: 'bookings',
  summary: 'The employer takes the person',
  who: 'account',
  params: zBookingParam,
  body: zAcceptance,
  answer: zGigBooking,
  problems: [
    ...DECIDED,
    'booking.changed_meanwhile',
    'booking.not_agreed',
    'booking.refused',
    'gig.wrong_state',
  ],
});

export const declineBooking = operation({
  method: 'post',
  path: '/bookings/:id/decline',
  tag: 'bookings',
  summary: 'The employer says no',
  who: 'account',
  params: zBookingParam,
  answer: zGigBooking,
  problems: DECIDED,
});
