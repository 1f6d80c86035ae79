import * as z from 'zod';
import { type FeedFilter, zFeedFilter } from './feed.ts';
import { zId, zInstant, zSeq } from './scalars.ts';

/** `at_once`: a notice goes out when a gig matches; `digest`: once a day, together with the others. */
export const ALERT_PACES = ['at_once', 'digest'] as const;
export const zAlertPace = z.enum(ALERT_PACES).meta({ id: 'AlertPace' });
export type AlertPace = z.infer<typeof zAlertPace>;

/** How many alerts one person has at most. */
export const ALERTS_AT_MOST = 20;

/** The feed's filter as its page's query string has it; what isn't part of the filter is left out. */
const zFilterQuery = z.record(z.string().max(20), z.string().max(400));

/** Read by the feed's own rules. */
const zAskedFilter = zFilterQuery.pipe(zFeedFilter as z.ZodType<FeedFilter, Record<string, string>>);

/** Saving the same filter again gives the alert that is there, as it is. Full and open gigs are not told apart. */
export const zNewAlert = z
  .object({ filter: zAskedFilter, pace: zAlertPace.default('digest') })
  .meta({ id: 'NewAlert' });

export const zAlertChange = z
  .object({ pace: zAlertPace, paused: z.boolean() })
  .partial()
  .meta({ id: 'AlertChange' });
export type AlertChange = z.infer<typeof zAlertChange>;

export const zAlert = z
  .object({
    id: zId,
    /** What it asks for, in words. */
    name: z.string(),
    filter: zFilterQuery,
    pace: zAlertPace,
    paused: z.boolean(),
    /** After this moment nothing can match any more: its filter names a day. */
    endsAt: zInstant.nullable(),
    createdAt: zInstant,
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof zAlert>;
/** Newest first. `seq`: it shows the log up to here, live events after it are news. */
export const zAlerts = z.object({ items: z.array(zAlert), seq: zSeq }).meta({ id: 'Alerts' });
export type Alerts = z.infer<typeof zAlerts>;
