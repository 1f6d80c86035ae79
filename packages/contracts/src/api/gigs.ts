import * as z from 'zod';
import {
  zGigChange,
  zGigKey,
  zManagedGig,
  zManagedGigs,
  zManagedGigsQuery,
  zNewGig,
  zPostingCheck,
  zRevision,
} from '../gig.ts';
import { zId } from '../scalars.ts';
import { zWages, zWagesQuery } from '../wage.ts';
import { operation } from './operation.ts';

const params = z.object({ id: zGigKey });
const ENDED = ['auth.forbidden', 'gig.not_found', 'gig.changed_meanwhile', 'gig.wrong_state'] as const;
const SAVED = ['employer.suspended', 'cap.reached', ...ENDED, 'gig.blocked'] as const;

export const createGig = operation({
  method: 'post',
  path: '/gigs',
  tag: 'gigs',
  summary: 'Starts a gig as a draft',
  who: 'account',
  body: zNewGig,
  idempotent: true,
  answer: zManagedGig,
  status: 201,
  problems: ['cap.reached', 'auth.forbidden'],
});

export const checkPosting = operation({
  method: 'post',
  path: '/gigs/check',
  tag: 'gigs',
  summary: 'What the rules say of a posting, without saving it',
  who: 'account',
  body: zNewGig,
  answer: zPostingCheck,
  problems: ['auth.forbidden'],
});

export const listEmployerGigs = operation({
  method: 'get',
  path: '/employers/:id/gigs',
  tag: 'gigs',
  summary: 'An employer’s gigs, the last changed first',
  who: 'account',
  params: z.object({ id: zId }),
  query: zManagedGigsQuery,
  answer: zManagedGigs,
  problems: ['auth.forbidden'],
});

export const getManagedGig = operation({
  method: 'get',
  path: '/gigs/:id/manage',
  tag: 'gigs',
  summary: 'A gig as its employer and its operators see it',
  who: 'account',
  params,
  answer: zManagedGig,
  problems: ['gig.not_found'],
});

export const changeGig = operation({
  method: 'patch',
  path: '/gigs/:id',
  tag: 'gigs',
  summary: 'Saves a changed posting',
  who: 'account',
  params,
  body: zGigChange,
  answer: zManagedGig,
  problems: SAVED,
});

export const deleteGig = operation({
  method: 'delete',
  path: '/gigs/:id',
  tag: 'gigs',
  summary: 'Deletes a draft',
  who: 'account',
  params,
  problems: ['auth.forbidden', 'gig.not_found', 'gig.wrong_state'],
});

export const submitGig = operation({
  method: 'post',
  path: '/gigs/:id/submit',
  tag: 'gigs',
  summary: 'Sends a draft in: public at once, or to the operators',
  who: 'account',
  params,
  body: zRevision,
  answer: zManagedGig,
  problems: SAVED,
});

export const copyGig = operation({
  method: 'post',
  path: '/gigs/:id/copy',
  tag: 'gigs',
  summary: 'A new draft from a past gig, its times cleared',
  who: 'account',
  params,
  idempotent: true,
  answer: zManagedGig,
  status: 201,
  problems: ['cap.reached', 'auth.forbidden', 'gig.not_found'],
});

export const withdrawGig = operation({
  method: 'post',
  path: '/gigs/:id/withdraw',
  tag: 'gigs',
  summary: 'The work is off: no longer public, every booking cancelled',
  who: 'account',
  params,
  body: zRevision.partial(),
  answer: zManagedGig,
  problems: ENDED,
});

export const closeGig = operation({
  method: 'post',
  path: '/gigs/:id/close',
  tag: 'gigs',
  summary: 'Nobody more is wanted: no longer public, bookings stay',
  who: 'account',
  params,
  body: zRevision.partial(),
  answer: zManagedGig,
  problems: ENDED,
});

export const getWages = operation({
  method: 'get',
  path: '/wages',
  tag: 'gigs',
  summary: 'Minimum wages, division codes and altitude of a place, for checking a posting while one types',
  query: zWagesQuery,
  answer: zWages,
  problems: ['region.not_found'],
});
