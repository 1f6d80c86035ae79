import type { Employer, VerificationNote, zNewVerification } from '@linggong/contracts/employer.ts';
import { type Action, roleOver } from '@linggong/rules/authority.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { personsOfAccounts, requireMay } from '../identity/public.ts';
import { employerVerified } from './events.ts';
import { operatorsOf } from './forwarded.ts';
import type { EmployerRecord } from './model.ts';
import { latestVerificationsOf } from './repository/find.ts';
import { recordVerification } from './repository/save.ts';
import { authorityOver, visibleEmployer } from './usecases.ts';
import { toVerification, validUntil, verificationState } from './verification.ts';
import { toEmployer } from './views.ts';

/** So many checks of an employer are listed. */
const MOST = 100;

/**
 * The office of the viewer's role over the employer, for what is done there; nobody judges an employer that they belong
 * to.
 */
export function officeOver(
  viewer: Viewer | null,
  employer: EmployerRecord,
  action: Extract<Action, `employer.${string}`>,
): { accountId: string; office: string } {
  requireMay(viewer, action, authorityOver(employer));
  return { accountId: viewer.accountId, office: roleOver(viewer, operatorsOf(employer))!.office };
}

/** Everybody who looks at a gig of this employer sees what was checked; in the transaction of the check. */
const tellVerified = (
  deps: Deps,
  { _id, verification }: Pick<EmployerRecord, '_id'> & Required<Pick<EmployerRecord, 'verification'>>,
) =>
  employerVerified.tell(
    deps,
    {
      employerId: _id.toHexString(),
      verificationState: verificationState({ verification }, deps.clock()),
      verification: verification && toVerification(verification),
    },
    undefined,
  );

/** Records what an operator checked; the employer counts as verified for six months from now. */
export async function verifyEmployer(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  input: z.output<typeof zNewVerification>,
): Promise<Employer> {
  const employer = await visibleEmployer(deps, viewer, id);
  const { accountId, office } = officeOver(viewer, employer, 'employer.verify');
  const at = deps.clock();
  const verification = {
    checks: [...new Set(input.checks)],
    byOffice: office,
    at,
    validUntil: validUntil(at),
  };
  const record = {
    ...verification,
    _id: new Types.ObjectId(),
    employerId: employer._id,
    note: input.note,
    byAccountId: new Types.ObjectId(accountId),
  };
  await deps.transaction(async () => {
    await recordVerification(deps, record);
    await tellVerified(deps, { _id: employer._id, verification });
  });
  return toEmployer(deps, { ...employer, verification });
}

/** All checks of an employer, the latest first, for the operators over its region. */
export async function verificationsOf(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<VerificationNote[]> {
  const employer = await visibleEmployer(deps, viewer, id);
  requireMay(viewer, 'employer.read_verifications', authorityOver(employer));
  const records = await latestVerificationsOf(deps, employer._id, MOST);
  const accountIds = records.map((record) => record.byAccountId);
  const persons = await personsOfAccounts(deps, accountIds);
  const names = new Map(persons.map((person) => [String(person.accountId), person.name]));
  return records.map((record) => ({
    ...toVerification(record),
    id: record._id.toString(),
    byName: names.get(record.byAccountId.toString()) ?? '',
    note: record.note,
  }));
}
