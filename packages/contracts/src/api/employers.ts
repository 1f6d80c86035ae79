import * as z from 'zod';
import { zCodeSent } from '../account.ts';
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
} from '../employer.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

const params = z.object({ id: zId });

export const registerEmployer = operation({
  method: 'post',
  path: '/employers',
  tag: 'employers',
  summary: 'Registers an employer; whoever does becomes its first member',
  who: 'account',
  body: zNewEmployer,
  idempotent: true,
  answer: zEmployer,
  status: 201,
  problems: ['cap.reached', 'employer.exists', 'person.not_found', 'region.not_found'],
});

export const listMyEmployers = operation({
  method: 'get',
  path: '/employers/mine',
  tag: 'employers',
  summary: 'The employers that one belongs to',
  who: 'account',
  answer: zMyEmployers,
});

export const listEmployers = operation({
  method: 'get',
  path: '/employers',
  tag: 'employers',
  summary: 'The employers of an operator’s regions',
  who: 'account',
  query: zEmployersQuery,
  answer: zEmployerList,
  problems: ['auth.forbidden'],
});

export const getEmployer = operation({
  method: 'get',
  path: '/employers/:id',
  tag: 'employers',
  summary: 'An employer, for its members and the operators over its region',
  who: 'account',
  params,
  answer: zEmployer,
  problems: ['employer.not_found'],
});

export const sendContactCode = operation({
  method: 'post',
  path: '/employers/:id/phone/code',
  tag: 'employers',
  summary: 'Sends a code to the number that people are to call for an employer',
  who: 'account',
  params,
  body: zContactCode,
  answer: zCodeSent,
  problems: [
    'auth.forbidden',
    'employer.not_found',
    'auth.phone_invalid',
    'cap.reached',
    'auth.too_many_codes',
  ],
});

export const changeContact = operation({
  method: 'put',
  path: '/employers/:id/phone',
  tag: 'employers',
  summary: 'Lets people reach an employer by another number',
  who: 'account',
  params,
  body: zContactChange,
  answer: zEmployer,
  problems: [
    'auth.forbidden',
    'employer.not_found',
    'auth.phone_invalid',
    'auth.code_wrong',
    'auth.code_expired',
    'auth.code_old',
    'auth.too_many_attempts',
  ],
});

export const verifyEmployer = operation({
  method: 'post',
  path: '/employers/:id/verifications',
  tag: 'employers',
  summary: 'Records that an employer was checked; holds for six months',
  who: 'account',
  params,
  body: zNewVerification,
  idempotent: true,
  answer: zEmployer,
  status: 201,
  problems: ['auth.forbidden', 'employer.not_found'],
});

export const listVerifications = operation({
  method: 'get',
  path: '/employers/:id/verifications',
  tag: 'employers',
  summary: 'All checks of an employer, for the operators over its region',
  who: 'account',
  params,
  answer: zVerificationNotes,
  problems: ['auth.forbidden', 'employer.not_found'],
});
