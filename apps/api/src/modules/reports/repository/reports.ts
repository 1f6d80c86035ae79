import type { Reporter } from '@linggong/contracts/report.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { ReportRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;
type Handled = NonNullable<ReportRecord['handled']>;
export const reportById = (deps: Source, id: string): Promise<ReportRecord | null> =>
  deps.models.reports.findById(id).lean().exec();

/** Records that were worked out elsewhere, as they are; in one transaction with what belongs to them. */
export const layInReports = (deps: Source, reports: readonly Omit<ReportRecord, '_id'>[]) =>
  deps.models.reports.insertMany(reports, { lean: true });

export const addReport = (deps: Source, report: ReportRecord) => deps.models.reports.insertMany([report]);

type Same = Pick<ReportRecord, 'gigId' | 'kind' | 'text' | 'phone' | 'personId'> & { from?: string };
/** Whether the same was said since then, and nobody dealt with it. */
export const saidSince = async (deps: Source, same: Same, since: Date): Promise<boolean> =>
  (await deps.models.reports.exists({ ...same, handled: null, at: { $gte: since } })) !== null;

/** Whether anything was said of a gig from there that nobody dealt with. */
export const saidFrom = async (deps: Source, gigId: Id, from: string): Promise<boolean> =>
  (await deps.models.reports.exists({ gigId, from, handled: null })) !== null;

/** How many other gigs the same reported since then: one who closed the account meanwhile is known by where from. */
export async function otherGigsReported(
  deps: Source,
  { gigId, personId, from }: { gigId: Id; personId: Id | null; from: string },
  since: Date,
): Promise<number> {
  const whence = personId ? { $or: [{ personId }, { from }] } : { from };
  const others = { ...whence, gigId: { $ne: gigId }, at: { $gt: since } };
  return (await deps.models.reports.distinct('gigId', others)).length;
}

/** Lets what a person reported of a gig, and nobody dealt with, be another kind of reporter's: its rank changes by that. */
export const changeReporter = (
  deps: Source,
  { gigId, personId }: { gigId: Id; personId: Id },
  { from, to, rank }: { from: Reporter; to: Reporter; rank: number },
) =>
  deps.models.reports.updateMany(
    { gigId, personId, by: from, handled: null },
    { $set: { by: to }, $inc: { rank } },
  );

/** Closes one report; null where somebody else did. */
export const closeReport = (deps: Source, _id: Id, handled: Handled): Promise<ReportRecord | null> =>
  deps.models.reports
    .findOneAndUpdate({ _id, handled: null }, { $set: { handled } }, { returnDocument: 'after' })
    .lean()
    .exec();

/** Closes all that was reported of a gig until then, and gives what is closed with it, without its text. */
export async function closeReportsOf(
  deps: Source,
  { gigId, until }: { gigId: Id; until: Date },
  handled: Handled,
): Promise<Omit<ReportRecord, 'text'>[]> {
  await deps.models.reports.updateMany({ gigId, handled: null, at: { $lte: until } }, { $set: { handled } });
  return deps.models.reports.find({ gigId, 'handled.at': handled.at }, { text: 0 }).sort({ _id: 1 }).lean();
}

/** Those of these that somebody made who is signed in. */
export const reportsOfPersons = (deps: Source, ids: readonly string[]): Promise<ReportRecord[]> =>
  deps.models.reports
    .find({ _id: { $in: ids }, personId: { $ne: null } })
    .lean()
    .exec();

/** What was reported of an employer, the latest first. */
export const latestReportsOf = (deps: Source, employerId: Id, most: number): Promise<ReportRecord[]> =>
  deps.models.reports.find({ employerId }).sort({ at: -1 }).limit(most).lean().exec();

/** What a person said, and what was said without a name and with some number to call back. */
export const reportsMaybeOf = (deps: Source, personId: Types.ObjectId): Promise<ReportRecord[]> =>
  deps.models.reports
    .find({ $or: [{ personId }, { personId: null, phone: { $ne: '' } }] })
    .lean()
    .exec();

/** Leaves of a report what names nobody: its text, and what came of it. */
export const unnameReport = (
  deps: Source,
  _id: Types.ObjectId,
  { text, outcome }: { text: string; outcome: string | null },
) =>
  deps.models.reports.updateOne(
    { _id },
    {
      $set: { text, phone: '', personId: null, ...(outcome === null ? {} : { 'handled.outcome': outcome }) },
    },
  );
