import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { EmployerRecord, SuspensionRecord, VerificationRecord } from '../model.ts';

// What operators found and did about employers: each act is kept for good, and the employer has the last one.

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Keeps a check for good, and as the employer's latest one; in its transaction. */
export async function recordVerification(deps: Source, record: VerificationRecord): Promise<void> {
  const { employerId, checks, byOffice, at, validUntil } = record;
  const verification = { checks, byOffice, at, validUntil };
  await deps.models.verifications.insertMany([record]);
  await deps.models.employers.updateOne({ _id: employerId }, { $set: { verification } });
}

/** The checks of an employer, the latest first. */
export const latestVerificationsOf = (
  deps: Source,
  employerId: Id,
  most: number,
): Promise<VerificationRecord[]> =>
  deps.models.verifications.find({ employerId }).sort({ at: -1 }).limit(most).lean().exec();

/** Those of the employers that were ever checked, each as often as it was. */
export async function everChecked(deps: Source, ids: readonly Id[]): Promise<Id[]> {
  const found = await deps.models.verifications.find({ employerId: { $in: ids } }, { employerId: 1 }).lean();
  return found.map(({ employerId }) => employerId);
}

/** Keeps an act for good, and what holds the employer back from now on, which it gives; in its transaction. */
export async function recordSuspension(
  deps: Source,
  record: SuspensionRecord,
): Promise<NonNullable<EmployerRecord['suspended']> | null> {
  const { employerId, act, reason, until, byOffice, byAccountId, at } = record;
  const suspended = act === 'lifted' ? null : { reason, until, byOffice, byAccountId, at };
  await deps.models.employers.updateOne({ _id: employerId }, { $set: { suspended } });
  await deps.models.suspensions.insertMany([record]);
  return suspended;
}

/** That an employer was suspended and that this was lifted, the latest first. */
export const latestSuspensionsOf = (
  deps: Source,
  employerId: Id,
  most: number,
): Promise<SuspensionRecord[]> =>
  deps.models.suspensions.find({ employerId }).sort({ at: -1 }).limit(most).lean().exec();
