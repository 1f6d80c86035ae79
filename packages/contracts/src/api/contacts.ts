import * as z from 'zod';
import { zMyShowings, zShowings, zShowingsQuery, zShownContact } from '../contact.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

export const showContact = operation({
  method: 'post',
  path: '/bookings/:id/contact',
  tag: 'contacts',
  summary:
    'Shows the other side’s number of a confirmed booking, also to who takes work for the person, and notes it',
  who: 'account',
  params: z.object({ id: zId }),
  answer: zShownContact,
  problems: [
    'booking.not_found',
    'auth.forbidden',
    'contact.no_reason',
    'contact.no_name',
    'contact.none',
    'cap.reached',
  ],
});

export const listMyShowings = operation({
  method: 'get',
  path: '/me/showings',
  tag: 'contacts',
  summary: 'How often one’s own number was shown, and those of one’s employers',
  who: 'account',
  answer: zMyShowings,
});

export const listShowings = operation({
  method: 'get',
  path: '/showings',
  tag: 'contacts',
  summary: 'Whose numbers were shown to whom, by gigs of an operator’s regions',
  who: 'account',
  query: zShowingsQuery,
  answer: zShowings,
  problems: ['auth.forbidden'],
});
