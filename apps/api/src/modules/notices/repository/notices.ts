import { NOTICE_KINDS } from '@linggong/contracts/notice.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { afterPlace, type placeOf } from '../../../platform/paging.ts';
import type { NoticeRecord, Via } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = string | Types.ObjectId;
type Key = Pick<NoticeRecord, 'key'> & { personId: Id };

/**
 * What this version has words for: beside a process of a later one there may be others in an inbox, which wait unseen and
 * uncounted until there is nobody who can't say them.
 */
const SAYABLE = { kind: { $in: [...NOTICE_KINDS] } };

/** As they are: nobody is told, see `addNotices`. */
export const insertNotices = (deps: Source, records: readonly NoticeRecord[]) =>
  deps.models.notices.insertMany(records, { lean: true });

/** Whom of these is told of what already; only person and key are read. */
export const keysThere = (
  deps: Source,
  keys: readonly Key[],
): Promise<Pick<NoticeRecord, '_id' | 'personId' | 'key'>[]> =>
  deps.models.notices
    .find(
      {
        personId: { $in: keys.map(({ personId }) => new Types.ObjectId(personId)) },
        key: { $in: [...new Set(keys.map(({ key }) => key))] },
      },
      { personId: 1, key: 1 },
    )
    .lean()
    .exec();

/** Somebody's inbox from a place on, newest first. */
export const noticesFrom = (
  deps: Source,
  personId: string,
  place: ReturnType<typeof placeOf>,
  limit: number,
): Promise<NoticeRecord[]> =>
  deps.models.notices
    .find({ personId, ...SAYABLE, ...afterPlace('at', place) })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .lean()
    .exec();

export const countUnread = (deps: Source, personId: Id): Promise<number> =>
  deps.models.notices.countDocuments({ personId, readAt: null, ...SAYABLE }).exec();

/** Marks somebody's own as read, those named or all up to a moment; says how many were not. */
export async function setRead(
  deps: Source,
  personId: string,
  mark: { ids: readonly string[] } | { upTo: string },
  at: Date,
): Promise<number> {
  const marked =
    'ids' in mark
      ? { _id: { $in: mark.ids.map((id) => new Types.ObjectId(id)) } }
      : { at: { $lte: new Date(mark.upTo) } };
  const { modifiedCount } = await deps.models.notices.updateMany(
    { personId, readAt: null, ...SAYABLE, ...marked },
    { $set: { readAt: at } },
  );
  return modifiedCount;
}

/** The oldest first. */
export const noticesByIds = (deps: Source, ids: readonly string[]): Promise<NoticeRecord[]> =>
  deps.models.notices
    .find({ _id: { $in: ids } })
    .sort({ at: 1, _id: 1 })
    .batchSize(ids.length + 1)
    .lean()
    .exec();

/** What somebody still has to be told by one of these ways, the newest `most` of it; the oldest of them first. */
export async function noticesWaiting(
  deps: Source,
  personId: Types.ObjectId,
  vias: readonly Via[],
  most: number,
): Promise<NoticeRecord[]> {
  const newest = await deps.models.notices
    .find({ personId, via: { $in: vias }, ...SAYABLE })
    .sort({ at: -1, _id: -1 })
    .limit(most)
    .batchSize(most)
    .lean();
  return newest.toReversed();
}

/** These no longer have to be said there; gives whether all of them still had to be. */
export async function saidBy(deps: Source, via: Via, ids: readonly string[]): Promise<boolean> {
  const { matchedCount } = await deps.models.notices.updateMany(
    { _id: { $in: ids.map((id) => new Types.ObjectId(id)) }, via },
    { $pull: { via } },
  );
  return matchedCount === ids.length;
}

/** These no longer have to be said anywhere. */
export const saidEverywhere = (deps: Source, ids: readonly Types.ObjectId[]) =>
  deps.models.notices.updateMany({ _id: { $in: [...ids] } }, { $set: { via: [] } });

/** When these people were told so of these gigs, the first first. */
export const toldOfGigs = (
  deps: Source,
  kind: NoticeRecord['kind'],
  of: readonly Pick<NoticeRecord, 'personId' | 'gigId'>[],
): Promise<Pick<NoticeRecord, '_id' | 'personId' | 'gigId' | 'at'>[]> =>
  deps.models.notices
    .find(
      {
        personId: { $in: of.map(({ personId }) => personId) },
        gigId: { $in: of.map(({ gigId }) => gigId) },
        kind,
      },
      { personId: 1, gigId: 1, at: 1 },
    )
    .sort({ at: 1 })
    .lean()
    .exec();

type OfBooking = Pick<NoticeRecord, 'personId' | 'kind'> & { bookingId: Types.ObjectId };

/** Somebody's notices of a kind and a booking whose work begins at none of these times. */
export const noticesOfOtherTimes = async (
  deps: Source,
  of: OfBooking,
  begins: readonly Date[],
): Promise<Types.ObjectId[]> => {
  const { personId, kind, bookingId } = of;
  const found = await deps.models.notices
    .find({ personId, kind, bookingId, begins: { $nin: [...begins] } }, { _id: 1 })
    .lean();
  return found.map(({ _id }) => _id);
};

export const removeNotices = (deps: Source, ids: readonly Types.ObjectId[]) =>
  deps.models.notices.deleteMany({ _id: { $in: [...ids] } });
