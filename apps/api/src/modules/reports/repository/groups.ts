import type { ReportKind } from '@linggong/contracts/report.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { ReportRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

/** The reports that are dealt with together: of one gig, and once they are, by when that was; null: they are open. */
export type Group = { gigId: Types.ObjectId; handledAt: Date | null };
/** `rank` and `at` are what groups are listed by. */
export type GroupKey = Group & { rank: number; at: Date };
/** What is reported in these regions, but for what is about these employers. */
export type AtDesk = { regionIds: readonly string[]; notOf: readonly string[] };
export type GroupState = 'open' | 'handled';

/** A report of before has no rank: it counts as one of somebody who was not signed in. */
const OLD_RANK = 12;

const ids = (texts: readonly string[]) => texts.map((text) => new Types.ObjectId(text));
const atDesk = ({ regionIds, notOf }: AtDesk) => ({
  deskPath: { $in: ids(regionIds) },
  employerId: { $nin: ids(notOf) },
});
const within = ({ gigId, handledAt }: Group) =>
  handledAt === null ? { gigId, handled: null } : { gigId, 'handled.at': handledAt };

/** How many gigs are reported there, with nobody having dealt with it. */
export const countOpenGroups = async (deps: Source, desk: AtDesk): Promise<number> =>
  (await deps.models.reports.distinct('gigId', { ...atDesk(desk), handled: null })).length;

/**
 * Groups of what is reported there. Open ones: the weightiest first, of those the newest; handled ones: the latest
 * first. The order is by values that stay with the group, so that what comes in meanwhile moves no page's end.
 * `after`: the last one of the page before.
 */
export function groupsAtDesk(
  deps: Source,
  desk: AtDesk,
  state: GroupState,
  { after, most }: { after: Omit<GroupKey, 'handledAt'> | null; most: number },
): Promise<GroupKey[]> {
  const rank = state === 'open' ? { $max: { $ifNull: ['$rank', OLD_RANK] } } : { $max: 0 };
  const time = state === 'open' ? '$at' : '$handled.at';
  const later = after && {
    $or: [
      { rank: { $lt: after.rank } },
      { rank: after.rank, at: { $lt: after.at } },
      { rank: after.rank, at: after.at, gigId: { $lt: after.gigId } },
    ],
  };
  return deps.models.reports
    .aggregate<GroupKey>([
      { $match: { ...atDesk(desk), handled: state === 'open' ? null : { $ne: null } } },
      { $group: { _id: { gigId: '$gigId', handledAt: '$handled.at' }, rank, at: { $max: time } } },
      {
        $project: {
          _id: 0,
          gigId: '$_id.gigId',
          handledAt: { $ifNull: ['$_id.handledAt', null] },
          rank: 1,
          at: 1,
        },
      },
      ...(later ? [{ $match: later }] : []),
      { $sort: { rank: -1, at: -1, gigId: -1 } },
      { $limit: most },
    ])
    .exec();
}

/** One who reported, with each kind of thing that they said: a person, or where an unnamed report came from. */
export type ReportSource = {
  _id: { kind: ReportKind; whose: Types.ObjectId | string };
  signedIn: number;
  comes: number;
};

/** Who said what kind of thing of it, each person once. */
export const sourcesOf = (deps: Source, group: Group): Promise<ReportSource[]> =>
  deps.models.reports
    .aggregate<ReportSource>([
      { $match: within(group) },
      {
        $group: {
          _id: { kind: '$kind', whose: { $ifNull: ['$personId', { $ifNull: ['$from', '$_id'] }] } },
          signedIn: { $max: { $cond: [{ $ne: [{ $ifNull: ['$personId', null] }, null] }, 1, 0] } },
          comes: { $max: { $cond: [{ $eq: ['$by', 'comes'] }, 1, 0] } },
        },
      },
    ])
    .exec();

/** Of a report, whose it is. */
export type ReportOwner = Pick<ReportRecord, '_id' | 'personId' | 'from'>;

/** Of those of a group that say something, whose they are: the weightiest first, of those the latest. */
export const ownersOfSayings = (deps: Source, group: Group, most: number): Promise<ReportOwner[]> =>
  // Of who only tapped a kind and left no number there is nothing to read: they are counted.
  deps.models.reports
    .find(
      { ...within(group), $or: [{ text: { $ne: '' } }, { phone: { $ne: '' } }] },
      { personId: 1, from: 1 },
    )
    .sort({ rank: -1, at: -1, _id: -1 })
    .limit(most)
    .lean()
    .exec();

/** In no order. */
export const reportsByIds = (deps: Source, these: readonly Types.ObjectId[]): Promise<ReportRecord[]> =>
  deps.models.reports
    .find({ _id: { $in: these } })
    .lean()
    .exec();

/** The report of a group that came last. Throws where there is none. */
export const latestOfGroup = (deps: Source, group: Group): Promise<ReportRecord> =>
  deps.models.reports.findOne(within(group)).sort({ at: -1, _id: -1 }).lean().orFail().exec();

/** The report of a group that came first. Throws where there is none. */
export const firstOfGroup = (deps: Source, group: Group): Promise<ReportRecord> =>
  deps.models.reports.findOne(within(group)).sort({ at: 1 }).lean().orFail().exec();
