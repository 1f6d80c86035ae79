import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { ReportRecord } from './model.ts';

type Source = Pick<Deps, 'models'>;

/** Those of these that somebody made who is signed in. */
export const reportsOfPersons = (deps: Source, ids: readonly string[]): Promise<ReportRecord[]> =>
  deps.models.reports
    .find({ _id: { $in: ids }, personId: { $ne: null } })
    .lean()
    .exec();

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
