import { WATCHED_DAYS } from '@linggong/rules/review.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { EmployerRecord, SuspensionRecord, VerificationRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

export const addEmployer = (deps: Source, employer: EmployerRecord) =>
  deps.models.employers.insertMany([employer]);

/** The phone that people call; in the transaction that tells of it. */
export const setContactPhone = (deps: Source, _id: Types.ObjectId, contactPhone: string | null) =>
  deps.models.employers.updateOne({ _id }, { $set: { contactPhone } });

/** Takes a phone off the employers that were reached by it. */
export const forgetContact = (deps: Source, ids: readonly string[], contactPhone: string) =>
  deps.models.employers.updateMany({ _id: { $in: ids }, contactPhone }, { $set: { contactPhone: null } });

/** A household's name is a person's. */
export const renameHouseholds = (deps: Source, ids: readonly Types.ObjectId[], name: string) =>
  deps.models.employers.updateMany({ _id: { $in: ids }, kind: 'household' }, { $set: { name } });

/** From now on an operator sees for a while all that an employer posts; in the transaction of the decision. */
export const watchEmployer = (deps: Pick<Deps, 'models' | 'clock'>, employerId: Types.ObjectId) =>
  deps.models.employers.updateOne(
    { _id: employerId },
    { $max: { watchedUntil: new Date(deps.clock().getTime() + WATCHED_DAYS * DAY_MS) } },
  );

/** Keeps a check for good, and as the employer's latest one; in its transaction. */
export async function recordVerification(deps: Source, record: VerificationRecord): Promise<void> {
  const { employerId, checks, byOffice, at, validUntil } = record;
  const verification = { checks, byOffice, at, validUntil };
  await deps.models.verifications.insertMany([record]);
  await deps.models.employers.updateOne({ _id: employerId }, { $set: { verification } });
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
