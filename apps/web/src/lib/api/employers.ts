import type { CodeSent } from '@linggong/contracts/account.ts';
import type {
  Employer,
  EmployerList,
  NewEmployer,
  NewVerification,
  VerificationNote,
} from '@linggong/contracts/employer.ts';
import type { Answer, Call, Query } from './client.ts';

export const listMyEmployers = (call: Call): Promise<Answer<{ items: Employer[] }>> =>
  call('GET', '/employers/mine');

export const registerEmployer = (
  call: Call,
  employer: NewEmployer,
  idempotencyKey?: string,
): Promise<Answer<Employer>> => call('POST', '/employers', { body: employer, idempotencyKey });

export const getEmployer = (call: Call, id: string): Promise<Answer<Employer>> =>
  call('GET', `/employers/${encodeURIComponent(id)}`);

/** Operators only: the employers of their regions. */
export const listEmployers = (call: Call, query: Query): Promise<Answer<EmployerList>> =>
  call('GET', '/employers', { query });

/** Operators only: every check there was, newest first. */
export const listVerifications = (call: Call, id: string): Promise<Answer<{ items: VerificationNote[] }>> =>
  call('GET', `/employers/${encodeURIComponent(id)}/verifications`);

export const verifyEmployer = (
  call: Call,
  id: string,
  verification: NewVerification,
  idempotencyKey?: string,
): Promise<Answer<Employer>> =>
  call('POST', `/employers/${encodeURIComponent(id)}/verifications`, { body: verification, idempotencyKey });

/** To the number that people are to call for it. */
export const sendContactCode = (call: Call, id: string, phone: string): Promise<Answer<CodeSent>> =>
  call('POST', `/employers/${encodeURIComponent(id)}/phone/code`, { body: { phone } });

/** `code`: null where it is the number that one signs in with. */
export const changeContact = (
  call: Call,
  id: string,
  change: { phone: string; code: string | null },
): Promise<Answer<Employer>> => call('PUT', `/employers/${encodeURIComponent(id)}/phone`, { body: change });
