import * as z from 'zod';
import { plainNumber } from './digits.ts';
import { zGigCard } from './gig.ts';
import { zPayUnit } from './pay-unit.ts';
import { INCLUDED, SETTLEMENTS } from './posting.ts';
import {
  type Point,
  zDay,
  zFen,
  zId,
  zInstant,
  zPageCursor,
  zPageSize,
  zPoint,
  zSeq,
  zText,
} from './scalars.ts';

/** A number in an address, as people may have typed it there. */
const zTyped = z
  .string()
  .overwrite(plainNumber)
  .trim()
  .regex(/^\d{1,16}(\.\d{1,10})?(e\d)?$/, '要一个数')
  .transform(Number);

const zCoordinates = z
  .string()
  .overwrite(plainNumber)
  .regex(/^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?$/, '位置写成 经度,纬度')
  .transform((text) => text.split(',').map(Number) as Point)
  .refine((point) => zPoint.safeParse(point).success, '地图上没有这个位置');

/** `08:00-18:00` as minutes after midnight. */
const zHours = z
  .string()
  .overwrite(plainNumber)
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, '时段写成 08:00-18:00')
  .transform((text) => {
    const [from = 0, to = 0] = text.split('-').map((time) => {
      const [hours, minutes] = time.split(':').map(Number);
      return hours! * 60 + minutes!;
    });
    return [from, to] as [from: number, to: number];
  })
  .refine(([from, to]) => from !== to, '开始和结束不能是同一个时间');

/** Some of these words, separated by commas. */
const zSome = <const Word extends string>(words: readonly Word[], message: string) =>
  z
    .string()
    .max(100)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(words, message)));

/** What a worker wants to see. The same filter serves the listing, the live view and alerts. */
export const zFeedFilter = z.object({
  /** A region and all below it. */
  region: zId.optional(),
  /** Trade ids, separated by commas. */
  trade: z
    .string()
    .max(400)
    .transform((text) => text.split(',').filter(Boolean))
    .optional(),
  /** Gigs with a shift on this day, in the deployment's zone. */
  day: zDay.optional(),
  /**
   * Gigs with a shift that begins and ends within these hours, in the deployment's zone: `20:00-06:00` passes midnight.
   * With `day`, one that begins on that day. Shifts that don't say when they begin and end don't count.
   */
  hours: zHours.optional(),
  /**
   * At least so many fen per `payUnit`, for one person where several share a piece. Without `payUnit` a day's pay is
   * meant, as it is estimated: work by the piece is found only by what a day is assured of.
   */
  payMin: zTyped.pipe(zFen).optional(),
  payUnit: zPayUnit.optional(),
  /** Settled in one of these ways. */
  settlement: zSome(SETTLEMENTS, '没有这种结算方式').optional(),
  /** All of these are included for sure. */
  needs: zSome(INCLUDED, '没有这一项').optional(),
  /** `lng,lat`: with `within`, or to sort by distance. */
  near: zCoordinates.optional(),
  /** Kilometres from `near`, as the crow flies. */
  within: zTyped.pipe(z.number().min(1).max(2000)).optional(),
  q: zText(40).optional(),
  /** Only gigs that still have places. */
  open: z.enum(['1']).optional(),
});
export type FeedFilter = z.infer<typeof zFeedFilter>;

export const FEED_SORTS = ['newest', 'start', 'pay', 'distance'] as const;
export const zFeedQuery = zFeedFilter.extend({
  sort: z.enum(FEED_SORTS).default('newest'),
  /** Opaque; of the page before. */
  cursor: zPageCursor.optional(),
  limit: zPageSize(50, 20),
});
export type FeedQuery = z.infer<typeof zFeedQuery>;
/** The query of a listing as it stands in an address: all text. */
export type FeedParams = Partial<Record<keyof FeedQuery, string>>;

export const zFeedPage = z
  .object({
    items: z.array(zGigCard.extend({ distanceKm: z.number().nullable() })),
    nextCursor: z.string().nullable(),
    asOf: zInstant,
    /** The page shows the log up to here: live events after it are news. */
    seq: zSeq,
  })
  .meta({ id: 'FeedPage' });
export type FeedPage = z.infer<typeof zFeedPage>;
export type FeedItem = FeedPage['items'][number];

/** The first line of the feed: how much work there is now. */
export const zFeedSummary = z
  .object({ gigs: z.int(), today: z.int(), places: z.int(), asOf: zInstant })
  .meta({ id: 'FeedSummary' });
export type FeedSummary = z.infer<typeof zFeedSummary>;
