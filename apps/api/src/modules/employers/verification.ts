import type { Employer, Verification, zEmployerPublic } from '@linggong/contracts/employer.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type * as z from 'zod';
import type { EmployerRecord } from './model.ts';

const MONTHS_VALID = 6;

/** Until when a check of `at` holds: six months (人社厅发〔2025〕60号). A month's missing last days become its last. */
export function validUntil(at: Date): Date {
  const until = new Date(at);
  until.setUTCMonth(at.getUTCMonth() + MONTHS_VALID);
  if (until.getUTCDate() !== at.getUTCDate()) until.setUTCDate(0);
  return until;
}

type Checked = Pick<EmployerRecord, 'verification'>;

/** Whether an employer's check holds now: the one rule for publishing, lists and what is shown. */
export function verificationState(employer: Checked, now: Date): Employer['verificationState'] {
  if (!employer.verification) return 'none';
  return employer.verification.validUntil > now ? 'verified' : 'expired';
}

export function toVerification(verification: NonNullable<EmployerRecord['verification']>): Verification {
  const { checks, byOffice, at, validUntil: until } = verification;
  return { checks, byOffice, at: at.toISOString(), validUntil: until.toISOString() };
}

type Shown = Pick<EmployerRecord, '_id' | 'name' | 'kind' | 'verification'>;

/**
 * What everybody sees: a household is never named, nor a phone number typed into a name, a check that no longer holds
 * is not shown.
 */
export function employerPublic(employer: Shown, now: Date): z.output<typeof zEmployerPublic> {
  const verified = verificationState(employer, now) === 'verified';
  return {
    id: employer._id.toString(),
    name: employer.kind === 'household' ? null : withoutPhones(employer.name),
    kind: employer.kind,
    verification: verified && employer.verification ? toVerification(employer.verification) : null,
  };
}
