import * as z from 'zod';
import { zGigCard } from './gig.ts';
import { zPayUnit } from './posting.ts';
import { zDay, zFen, zId, zInstant, zSeq } from './scalars.ts';

const zCoordinates = z
  .string()
  .regex(/^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?$/, '位置写成 经度,纬度')
  .transform((text) => text.split(',').map(Number) as [number, number]);

/** What a worker wants to see. The same filter serves the listing, the live view and, later, alerts. */
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
  /** At least so many fen per `payUnit` (`day` without it: the estimated day pay). */
  payMin: z.coerce.number().pipe(zFen).optional(),
  payUnit: zPayUnit.optional(),
  /** `lng,lat`: with `within`, or to sort by distance. */
  near: zCoordinates.optional(),
  /** Kilometres from `near`, as the crow flies. */
  within: z.coerce.number().min(1).max(2000).optional(),
  q: z.string().trim().max(40).optional(),
  /** Only gigs that still have places. */
  open: z.enum(['1']).optional(),
});
export type FeedFilter = z.infer<typeof zFeedFilter>;

export const FEED_SORTS = ['newest', 'start', 'pay', 'distance'] as const;
export const zFeedQuery = zFeedFilter.extend({
  sort: z.enum(FEED_SORTS).default('newest'),
  /** Opaque; of the page before. */
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type FeedQuery = z.infer<typeof zFeedQuery>;

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

/** The first line of the feed: how much work there is now. */
export const zFeedSummary = z
  .object({ gigs: z.int(), today: z.int(), places: z.int(), asOf: zInstant })
  .meta({ id: 'FeedSummary' });
export type FeedSummary = z.infer<typeof zFeedSummary>;
