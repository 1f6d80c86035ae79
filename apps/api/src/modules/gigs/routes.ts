import {
  zGigChange,
  zGigKey,
  zManagedGig,
  zManagedGigs,
  zManagedGigsQuery,
  zNewGig,
  zPostingCheck,
  zRevision,
} from '@linggong/contracts/gig.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import { zWages, zWagesQuery } from '@linggong/contracts/wage.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint, endpointForAsker } from '../../platform/http/endpoint.ts';
import type { ApiEnv, Viewer } from '../../platform/http/env.ts';
import { requireSignedIn } from '../identity/access.ts';
import { changeGig } from './change.ts';
import { copyGig, createGig, deleteDraft } from './create.ts';
import { managedGig } from './managed.ts';
import type { GigRecord } from './model.ts';
import { checkUnsaved, getManagedGig, listEmployerGigs, wagesAt } from './queries.ts';
import { closeGig, submitGig, withdrawGig } from './submit.ts';

const tag = 'gigs';
const params = z.object({ id: zGigKey });

export function registerGigRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/gigs',
      tag,
      summary: 'Starts a gig as a draft',
      body: zNewGig,
      idempotent: true,
      answer: zManagedGig,
      status: 201,
      problems: ['cap.reached', 'auth.required', 'auth.forbidden'],
    },
    async ({ body, viewer, c }) => {
      requireSignedIn(viewer);
      return deps.idempotent(c, viewer.accountId, body, {
        status: 201,
        work: () => createGig(deps, viewer, body),
        replay: (made) => getManagedGig(deps, viewer, made),
      });
    },
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/gigs/check',
      tag,
      summary: 'What the rules say of a posting, without saving it',
      body: zNewGig,
      answer: zPostingCheck,
      problems: ['auth.required', 'auth.forbidden'],
    },
    ({ body, viewer }) => checkUnsaved(deps, viewer, body),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/employers/:id/gigs',
      tag,
      summary: 'An employer’s gigs, the last changed first',
      params: z.object({ id: zId }),
      query: zManagedGigsQuery,
      answer: zManagedGigs,
      problems: ['auth.required', 'auth.forbidden'],
    },
    ({ params: { id }, query, viewer }) => listEmployerGigs(deps, viewer, id, query),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/gigs/:id/manage',
      tag,
      summary: 'A gig as its employer and its operators see it',
      params,
      answer: zManagedGig,
      problems: ['auth.required', 'gig.not_found'],
    },
    ({ params: { id }, viewer }) => getManagedGig(deps, viewer, id),
  );
  endpoint(
    app,
    {
      method: 'patch',
      path: '/gigs/:id',
      tag,
      summary: 'Saves a changed posting',
      params,
      body: zGigChange,
      answer: zManagedGig,
      problems: [
        'cap.reached',
        'auth.required',
        'auth.forbidden',
        'gig.not_found',
        'gig.changed_meanwhile',
        'gig.wrong_state',
        'gig.blocked',
      ],
    },
    async ({ params: { id }, body, viewer }) => managedGig(deps, await changeGig(deps, viewer, id, body)),
  );
  endpoint(
    app,
    {
      method: 'delete',
      path: '/gigs/:id',
      tag,
      summary: 'Deletes a draft',
      params,
      problems: ['auth.required', 'auth.forbidden', 'gig.not_found', 'gig.wrong_state'],
    },
    async ({ params: { id }, viewer }) => {
      await deleteDraft(deps, viewer, id);
      return undefined;
    },
  );
  endpointForAsker(
    app,
    {
      method: 'post',
      path: '/gigs/:id/submit',
      tag,
      summary: 'Sends a draft in: public at once, or to the operators',
      params,
      body: zRevision,
      answer: zManagedGig,
      problems: [
        'cap.reached',
        'auth.required',
        'auth.forbidden',
        'gig.not_found',
        'gig.changed_meanwhile',
        'gig.wrong_state',
        'gig.blocked',
      ],
    },
    ({ params: { id }, body, asker }) => submitGig(deps, asker, id, body.revision),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/gigs/:id/copy',
      tag,
      summary: 'A new draft from a past gig, its times cleared',
      params,
      idempotent: true,
      answer: zManagedGig,
      status: 201,
      problems: ['cap.reached', 'auth.required', 'auth.forbidden', 'gig.not_found'],
    },
    async ({ params: { id }, viewer, c }) => {
      requireSignedIn(viewer);
      return deps.idempotent(
        c,
        viewer.accountId,
        {},
        {
          status: 201,
          work: () => copyGig(deps, viewer, id),
          replay: (made) => getManagedGig(deps, viewer, made),
        },
      );
    },
  );
  const ends: [
    path: string,
    summary: string,
    act: (deps: Deps, viewer: Viewer | null, id: string, revision?: number) => Promise<GigRecord>,
  ][] = [
    ['/gigs/:id/withdraw', 'The work is off: no longer public, every booking cancelled', withdrawGig],
    ['/gigs/:id/close', 'Nobody more is wanted: no longer public, bookings stay', closeGig],
  ];
  for (const [path, summary, act] of ends) {
    endpoint(
      app,
      {
        method: 'post',
        path,
        tag,
        summary,
        params,
        body: zRevision.partial(),
        answer: zManagedGig,
        problems: [
          'auth.required',
          'auth.forbidden',
          'gig.not_found',
          'gig.changed_meanwhile',
          'gig.wrong_state',
        ],
      },
      async ({ params: { id }, body, viewer }) =>
        managedGig(deps, await act(deps, viewer, id, body.revision)),
    );
  }
  endpoint(
    app,
    {
      method: 'get',
      path: '/wages',
      tag,
      summary:
        'Minimum wages, division codes and altitude of a place, for checking a posting while one types',
      query: zWagesQuery,
      answer: zWages,
      problems: ['region.not_found'],
    },
    ({ query }) => wagesAt(deps, query.region),
  );
}
