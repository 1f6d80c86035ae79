import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { DAY_MS, HOUR_MS, localMoment } from '@linggong/rules/time.ts';
import type { QueryFilter } from 'mongoose';
import type { GigRecord } from '../gigs/public.ts';

const MINUTE_MS = HOUR_MS / 60;
/** Some midnight in the deployment's zone: how long after it modulo a day is a time of day. */
const A_MIDNIGHT = localMoment('1970-01-02', 0);

/**
 * Gigs with a shift within the hours, that begins on the day where one is named: the rule of `liesWithin`, put to the
 * database. Worked out from when the shifts begin and end, so that nothing has to be stored for it.
 */
export function withinHours(
  [from, to]: NonNullable<FeedFilter['hours']>,
  day?: string,
): QueryFilter<GigRecord> {
  const [begin, end] = [from * MINUTE_MS, to * MINUTE_MS + (to > from ? 0 : DAY_MS)];
  const onDay = day
    ? [
        { $gte: ['$$shift.startsAt', localMoment(day, 0)] },
        { $lt: ['$$shift.startsAt', localMoment(day, 24 * 60)] },
      ]
    : [];
  const ends = { $add: ['$$starts', '$$lasts'] };
  const fits = {
    $let: {
      vars: {
        starts: { $mod: [{ $subtract: ['$$shift.startsAt', A_MIDNIGHT] }, DAY_MS] },
        lasts: { $subtract: ['$$shift.endsAt', '$$shift.startsAt'] },
      },
      in: {
        $or: [
          { $and: [{ $gte: ['$$starts', begin] }, { $lte: [ends, end] }] },
          { $lte: [ends, end - DAY_MS] },
        ],
      },
    },
  };
  const dated = [{ $gt: ['$$shift.startsAt', null] }, { $gt: ['$$shift.endsAt', '$$shift.startsAt'] }];
  const shiftFits = { $and: [...dated, ...onDay, fits] };
  return { $expr: { $anyElementTrue: { $map: { input: '$shifts', as: 'shift', in: shiftFits } } } };
}
