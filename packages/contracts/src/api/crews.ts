import * as z from 'zod';
import { zShiftsOrAll, zShiftsOrAllQuery, zStepBack } from '../booking.ts';
import {
  zCrew,
  zCrewAcceptance,
  zCrewAddition,
  zCrewBooking,
  zCrewInput,
  zCrewOfMine,
  zCrewReplacement,
  zCrewWithdrawn,
  zNewCrewBooking,
} from '../crew.ts';
import { zGigNumber } from '../gig.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

const tag = 'crews';
const who = 'account' as const;
const zCrewParam = z.object({ id: zId });
const zMemberParam = z.object({ id: zId, person: zId });
const zCode = z.object({ code: z.string().regex(/^[a-z2-9]{10}$/) });
const BOOKING = ['crew.not_found', 'crew.cannot', 'crew.wrong_state', 'crew.too_late'] as const;

export const listMyCrews = operation({
  method: 'get',
  path: '/me/crews',
  tag,
  summary: 'The crews that one leads, those that one is of, and what they have booked',
  who,
  answer: z.object({
    leads: z.array(zCrew),
    of: z.array(zCrewOfMine),
    bookings: z.array(zCrewBooking),
  }),
});
export const createCrew = operation({
  method: 'post',
  path: '/me/crews',
  tag,
  summary: 'Name a crew that one leads',
  who,
  body: zCrewInput,
  answer: zCrew,
  status: 201,
  problems: ['crew.wrong_state'],
});
export const changeCrew = operation({
  method: 'patch',
  path: '/crews/:id',
  tag,
  summary: 'Another name, or another place where it is picked up',
  who,
  params: zCrewParam,
  body: zCrewInput,
  answer: zCrew,
  problems: ['crew.not_found'],
});
export const deleteCrew = operation({
  method: 'delete',
  path: '/crews/:id',
  tag,
  summary: 'Break a crew up; what it has booked stays',
  who,
  params: zCrewParam,
  problems: ['crew.not_found'],
});
export const readInvitation = operation({
  method: 'get',
  path: '/crew-invitations/:code',
  tag,
  summary: 'Which crew one is asked to join',
  who,
  params: zCode,
  answer: zCrewOfMine,
  problems: ['crew.not_found'],
});
export const joinCrew = operation({
  method: 'post',
  path: '/crew-invitations/:code',
  tag,
  summary: 'Join a crew: its leader may book work for one',
  who,
  params: zCode,
  answer: zCrewOfMine,
  problems: ['crew.not_found', 'crew.wrong_state'],
});
export const leaveCrew = operation({
  method: 'delete',
  path: '/crews/:id/members/:person',
  tag,
  summary: 'Leave a crew, or take somebody out of one that one leads; what is booked stays',
  who,
  params: zMemberParam,
  problems: ['crew.not_found'],
});
export const addCrewMember = operation({
  method: 'post',
  path: '/crews/:id/members',
  tag,
  summary: 'Takes in somebody who lets one book for them by a grant',
  who,
  params: zCrewParam,
  body: z.object({ personId: zId }),
  answer: zCrew,
  problems: ['crew.not_found', 'crew.wrong_state', 'person.not_found'],
});
export const bookCrew = operation({
  method: 'post',
  path: '/crews/:id/gigs/:gig',
  tag,
  summary: 'Take a gig with named members of a crew: all of them, or nobody',
  who,
  params: z.object({ id: zId, gig: z.union([zId, zGigNumber]) }),
  body: zNewCrewBooking,
  answer: zCrewBooking,
  status: 201,
  problems: [
    'crew.not_found',
    'crew.cannot',
    'crew.not_accepted',
    'crew.wrong_state',
    'gig.not_found',
    'gig.terms_changed',
  ],
});
export const getCrewBooking = operation({
  method: 'get',
  path: '/crew-bookings/:id',
  tag,
  summary: 'What a crew that one leads has booked',
  who,
  params: zCrewParam,
  answer: zCrewBooking,
  problems: ['crew.not_found'],
});
export const withdrawCrew = operation({
  method: 'post',
  path: '/crew-bookings/:id/withdraw',
  tag,
  summary:
    'The crew steps back from the named days, or all that have not begun; whom its leader may not take off stays',
  who,
  params: zCrewParam,
  body: zStepBack,
  answer: zCrewWithdrawn,
  problems: BOOKING,
});
export const replaceInCrew = operation({
  method: 'post',
  path: '/crew-bookings/:id/replace',
  tag,
  summary:
    'Somebody comes instead of another, on the named days or all to come; the place is nobody else’s in between',
  who,
  params: zCrewParam,
  body: zCrewReplacement,
  answer: zCrewBooking,
  problems: BOOKING,
});
export const addToCrewBooking = operation({
  method: 'post',
  path: '/crew-bookings/:id/members',
  tag,
  summary: 'One more of the crew comes',
  who,
  params: zCrewParam,
  body: zCrewAddition,
  answer: zCrewBooking,
  problems: BOOKING,
});
export const takeOutOfCrewBooking = operation({
  method: 'delete',
  path: '/crew-bookings/:id/members/:person',
  tag,
  summary: 'One of the crew does not come, on the named days or all to come',
  who,
  params: zMemberParam,
  query: zShiftsOrAllQuery,
  answer: zCrewBooking,
  problems: BOOKING,
});
export const listGigCrews = operation({
  method: 'get',
  path: '/gigs/:gig/crews',
  tag,
  summary: 'Crews that come or ask, for the employer',
  who,
  params: z.object({ gig: z.union([zId, zGigNumber]) }),
  answer: z.object({ items: z.array(zCrewBooking) }),
  problems: ['auth.forbidden', 'gig.not_found'],
});
export const acceptCrew = operation({
  method: 'post',
  path: '/crew-bookings/:id/accept',
  tag,
  summary: 'The employer takes a crew as a whole',
  who,
  params: zCrewParam,
  body: zCrewAcceptance,
  answer: zCrewBooking,
  problems: [...BOOKING, 'booking.changed_meanwhile', 'gig.wrong_state'],
});
export const declineCrew = operation({
  method: 'post',
  path: '/crew-bookings/:id/decline',
  tag,
  summary: 'The employer says no to a crew as a whole',
  who,
  params: zCrewParam,
  answer: zCrewBooking,
  problems: BOOKING,
});
export const waitWithCrew = operation({
  method: 'put',
  path: '/crews/:id/waits/:gig',
  tag,
  summary: 'Be told once when so many places are free again; it holds none',
  who,
  params: z.object({ id: zId, gig: z.union([zId, zGigNumber]) }),
  body: z.object({ people: z.int().min(1).max(60), shiftIds: zShiftsOrAll }),
  problems: ['crew.not_found', 'gig.not_found'],
});
