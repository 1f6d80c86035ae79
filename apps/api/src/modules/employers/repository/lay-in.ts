import type { Deps } from '../../../deps.ts';
import type { EmployerRecord, VerificationRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

export const anyEmployer = async (deps: Source): Promise<boolean> =>
  (await deps.models.employers.exists({})) !== null;

/** Records that were worked out elsewhere, as they are; in one transaction with what belongs to them. */
export async function layInEmployers(
  deps: Source,
  records: {
    employers: readonly EmployerRecord[];
    verifications: readonly Omit<VerificationRecord, '_id'>[];
  },
): Promise<void> {
  await deps.models.employers.insertMany(records.employers, { lean: true });
  await deps.models.verifications.insertMany(records.verifications, { lean: true });
}
