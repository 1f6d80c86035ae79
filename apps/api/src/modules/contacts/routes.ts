import { zMyShowings, zShowings, zShowingsQuery, zShownContact } from '@linggong/contracts/contact.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { listShowings } from './desk.ts';
import { myShowings } from './seen.ts';
import { showContact } from './show.ts';

export function registerContactRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'contacts';
  endpoint(
    app,
    {
      method: 'post',
      path: '/bookings/:id/contact',
      tag,
      summary: 'Shows the other side’s number of a confirmed booking, and notes that it was shown',
      params: z.object({ id: zId }),
      answer: zShownContact,
      problems: [
        'auth.required',
        'booking.not_found',
        'contact.no_reason',
        'contact.no_name',
        'contact.none',
        'cap.reached',
      ],
    },
    ({ params, viewer }) => showContact(deps, viewer, params.id),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/me/showings',
      tag,
      summary: 'How often one’s own number was shown, and those of one’s employers',
      answer: zMyShowings,
      problems: ['auth.required'],
    },
    ({ viewer }) => myShowings(deps, viewer),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/showings',
      tag,
      summary: 'Whose numbers were shown to whom, by gigs of an operator’s regions',
      query: zShowingsQuery,
      answer: zShowings,
      problems: ['auth.required', 'auth.forbidden'],
    },
    ({ viewer, query }) => listShowings(deps, viewer, query),
  );
}
