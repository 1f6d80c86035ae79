import { zId } from '@linggong/contracts/scalars.ts';
import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { decodeCursor, encodeCursor, zMoment } from '../../platform/paging.ts';

/** The reports that are dealt with together: of one gig, and once they are, by when that was. */
export type GroupKey = { gigId: Types.ObjectId; handledAt: Date | null; rank: number; at: Date };
type Page = { keys: GroupKey[]; nextCursor: string | null };

/** A report of before has no rank: it counts as one of somebody who was not signed in. */
const OLD_RANK = 12;
const zCursor = z.tuple([z.int(), zMoment, zId]);

/**
 * A page of groups of the reports that match. Open ones: the weightiest first, of those the newest; handled ones: the
 * latest first. The order is by values that stay with the group, so that what comes in meanwhile moves no page's end.
 */
export async function pageOfGroups(
  deps: Deps,
  match: object,
  { state, limit, cursor }: { state: 'open' | 'handled'; limit: number; cursor?: string | undefined },
): Promise<Page> {
  const after = cursor === undefined ? null : decodeCursor(cursor, zCursor);
  const rank = state === 'open' ? { $max: { $ifNull: ['$rank', OLD_RANK] } } : { $max: 0 };
  const time = state === 'open' ? '$at' : '$handled.at';
  const later = after && {
    $or: [
      { rank: { $lt: after[0] } },
      { rank: after[0], at: { $lt: new Date(after[1]) } },
      { rank: after[0], at: new Date(after[1]), gigId: { $lt: new Types.ObjectId(after[2]) } },
    ],
  };
  const keys = await deps.models.reports.aggregate<GroupKey>([
    { $match: { ...match, handled: state === 'open' ? null : { $ne: null } } },
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
    { $limit: limit + 1 },
  ]);
  const page = keys.slice(0, limit);
  const last = page.at(-1);
  const more = keys.length > limit && last;
  return {
    keys: page,
    nextCursor: more ? encodeCursor([last.rank, last.at.getTime(), last.gigId.toHexString()]) : null,
  };
}
