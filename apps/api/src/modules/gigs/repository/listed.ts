import type { Deps } from '../../../deps.ts';
import type { GigRead, GigRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

/** By what public gigs are found, put in order and counted. */
const LISTED = {
  state: 1,
  validUntil: 1,
  publishedAt: 1,
  startsAt: 1,
  shifts: 1,
  together: 1,
  regionPath: 1,
  days: 1,
  dayPayFen: 1,
  terms: 1,
  'posting.tradeId': 1,
  'posting.pay': 1,
  'posting.included': 1,
  'posting.workplace.point': 1,
} as const;
const BATCH = 500;
/** No listing may hold the database longer. */
const QUERY_MS = 5000;

/** Gigs that are public until later than that, one by one, with what lists look at. */
export const listedGigs = (deps: Source, after: Date): AsyncIterable<GigRecord> =>
  deps.models.gigs
    .find({ state: 'published', validUntil: { $gt: after } }, LISTED)
    .lean<GigRecord[]>()
    .cursor({ batchSize: BATCH }) as AsyncIterable<GigRecord>;

/** As `listedGigs`, of these ids, in whatever state they are. */
export const listedByIds = (deps: Source, ids: readonly string[]): Promise<GigRecord[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids } }, LISTED)
    .lean<GigRecord[]>()
    .exec();

/** What cards are made of, of these ids, in whatever state they are and in no order. */
export const cardSources = (deps: Source, ids: readonly string[]): Promise<GigRead[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids } }, { terms: 0, flags: 0, 'posting.description': 0 })
    .maxTimeMS(QUERY_MS)
    .lean<GigRead[]>()
    .exec();
