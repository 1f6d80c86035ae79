import { zCodeSent } from '@linggong/contracts/account.ts';
import {
  zContactChange,
  zContactCode,
  zEmployer,
  zEmployerList,
  zEmployersQuery,
  zMyEmployers,
  zNewEmployer,
  zNewVerification,
  zVerificationNotes,
} from '@linggong/contracts/employer.ts';
import { zId } from '@linggong/contracts/scalars.ts';
import type { Hono } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { endpoint } from '../../platform/http/endpoint.ts';
import type { ApiEnv } from '../../platform/http/env.ts';
import { requireSignedIn } from '../identity/access.ts';
import { changeContact, sendContactCode } from './contact.ts';
import { listEmployers, myEmployers, readEmployer, registerEmployer } from './usecases.ts';
import { verificationsOf, verifyEmployer } from './verify.ts';

const params = z.object({ id: zId });

export function registerEmployerRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const tag = 'employers';
  endpoint(
    app,
    {
      method: 'post',
      path: '/employers',
      tag,
      summary: 'Registers an employer; whoever does becomes its first member',
      body: zNewEmployer,
      idempotent: true,
      answer: zEmployer,
      status: 201,
      problems: ['cap.reached', 'auth.required', 'employer.exists', 'region.not_found'],
    },
    async ({ viewer, body, c }) => {
      requireSignedIn(viewer);
      return deps.idempotent(c, viewer.accountId, body, {
        status: 201,
        work: () => registerEmployer(deps, viewer, body),
        replay: (made) => readEmployer(deps, viewer, made),
      });
    },
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/employers/mine',
      tag,
      summary: 'The employers that one belongs to',
      answer: zMyEmployers,
      problems: ['auth.required'],
    },
    async ({ viewer }) => ({ items: await myEmployers(deps, viewer) }),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/employers',
      tag,
      summary: 'The employers of an operator’s regions',
      query: zEmployersQuery,
      answer: zEmployerList,
      problems: ['auth.required', 'auth.forbidden'],
    },
    ({ viewer, query }) => listEmployers(deps, viewer, query),
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/employers/:id',
      tag,
      summary: 'An employer, for its members and the operators over its region',
      params,
      answer: zEmployer,
      problems: ['auth.required', 'employer.not_found'],
    },
    ({ viewer, params: { id } }) => readEmployer(deps, viewer, id),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/employers/:id/phone/code',
      tag,
      summary: 'Sends a code to the number that people are to call for an employer',
      params,
      body: zContactCode,
      answer: zCodeSent,
      problems: [
        'auth.required',
        'auth.forbidden',
        'employer.not_found',
        'auth.phone_invalid',
        'cap.reached',
        'auth.too_many_codes',
      ],
    },
    ({ viewer, params: { id }, body, c }) =>
      sendContactCode(deps, viewer, id, { ...body, clientIp: c.get('clientIp') }),
  );
  endpoint(
    app,
    {
      method: 'put',
      path: '/employers/:id/phone',
      tag,
      summary: 'Lets people reach an employer by another number',
      params,
      body: zContactChange,
      answer: zEmployer,
      problems: [
        'auth.required',
        'auth.forbidden',
        'employer.not_found',
        'auth.phone_invalid',
        'auth.code_wrong',
        'auth.code_expired',
        'auth.code_old',
        'auth.too_many_attempts',
      ],
    },
    ({ viewer, params: { id }, body, c }) =>
      changeContact(deps, viewer, id, { ...body, clientIp: c.get('clientIp') }),
  );
  endpoint(
    app,
    {
      method: 'post',
      path: '/employers/:id/verifications',
      tag,
      summary: 'Records that an employer was checked; holds for six months',
      params,
      body: zNewVerification,
      idempotent: true,
      answer: zEmployer,
      status: 201,
      problems: ['auth.required', 'auth.forbidden', 'employer.not_found'],
    },
    async ({ viewer, params: { id }, body, c }) => {
      requireSignedIn(viewer);
      return deps.idempotent(c, viewer.accountId, body, {
        status: 201,
        work: () => verifyEmployer(deps, viewer, id, body),
        replay: (made) => readEmployer(deps, viewer, made),
      });
    },
  );
  endpoint(
    app,
    {
      method: 'get',
      path: '/employers/:id/verifications',
      tag,
      summary: 'All checks of an employer, for the operators over its region',
      params,
      answer: zVerificationNotes,
      problems: ['auth.required', 'auth.forbidden', 'employer.not_found'],
    },
    async ({ viewer, params: { id } }) => ({ items: await verificationsOf(deps, viewer, id) }),
  );
}
