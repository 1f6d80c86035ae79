import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { isDuplicate } from '../../../platform/database.ts';
import type { EmployerRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

/** Which office brought in an employer, and from where. */
export type OfSource = { sourceName: string; officeId: Id };

/** Those of one source at one office whose name, or its key, is one of these. */
export const forwardedByNames = (
  deps: Source,
  { sourceName, officeId }: OfSource,
  { names, keys }: { names: readonly string[]; keys: readonly string[] },
): Promise<EmployerRecord[]> =>
  deps.models.employers
    .find({ sourceName, officeId, $or: [{ nameKey: { $in: keys } }, { name: { $in: names } }] })
    .lean()
    .exec();

/** Adds those of one source at one office that are not there yet, by the keys of their names. */
export async function addForwarded(
  deps: Source,
  { sourceName, officeId }: OfSource,
  employers: readonly EmployerRecord[],
): Promise<void> {
  const makings = employers.map((employer) => ({
    updateOne: {
      filter: { sourceName, nameKey: employer.nameKey!, officeId },
      update: { $setOnInsert: employer },
      upsert: true,
    },
  }));
  await deps.models.employers.bulkWrite(makings, { ordered: false }).catch((error: unknown) => {
    // Another import was faster with one of them: it is there.
    if (!isDuplicate(error)) throw error;
  });
}

/** Notes that employers are used, so that two transactions that do conflict. Gives how many of them there are. */
export async function touchEmployers(
  deps: Pick<Deps, 'models' | 'clock'>,
  ids: readonly Id[],
): Promise<number> {
  const touched = await deps.models.employers.updateMany(
    { _id: { $in: ids } },
    { $set: { usedAt: deps.clock() } },
  );
  return touched.matchedCount;
}

/** Those of the employers that a file named and nobody checked. */
export async function uncheckedForwarded(deps: Source, ids: readonly Id[]): Promise<Id[]> {
  const found = await deps.models.employers
    .find({ _id: { $in: ids }, sourceName: { $type: 'string' }, verification: null }, { _id: 1 })
    .lean();
  return found.map(({ _id }) => _id);
}

/** Gives how many there were. */
export const removeEmployers = async (deps: Source, ids: readonly Id[]): Promise<number> =>
  (await deps.models.employers.deleteMany({ _id: { $in: ids } })).deletedCount;
