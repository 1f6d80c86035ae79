import type { Deps } from '../../../deps.ts';
import type { GigRead, GigRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;

/** By what public gigs are found, put in order and counted. */
const LISTED = [
  'state',
  'validUntil',
  'publishedAt',
  'startsAt',
  'shifts',
  'together',
  'regionPath',
  'days',
  'dayPayFen',
  'terms',
  'posting.tradeId',
  'posting.pay',
  'posting.included',
  'posting.workplace.point',
];
const BATCH = 500;
/** No listing may hold the database longer. */
const QUERY_MS = 5000;

/** Gigs that are public until later than that, one by one, with what lists look at. */
export const listedGigs = (deps: Source, after: Date): AsyncIterable<GigRecord> =>
  deps.models.gigs
    .find({ state: 'published', validUntil: { $gt: after } })
    .select(LISTED)
    .lean()
    .cursor({ batchSize: BATCH }) as AsyncIterable<GigRecord>;

/** As `listedGigs`, of these ids, in whatever state they are. */
export const listedByIds = (deps: Source, ids: readonly string[]): Promise<GigRecord[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids } })
    .select(LISTED)
    .lean()
    .exec();

/** What cards are made of, of these ids, in whatever state they are and in no order. */
export const cardSources = (deps: Source, ids: readonly string[]): Promise<GigRead[]> =>
  deps.models.gigs
    .find({ _id: { $in: ids } }, { terms: 0, flags: 0, 'posting.description': 0 })
    .maxTimeMS(QUERY_MS)
    .lean()
    .exec();
