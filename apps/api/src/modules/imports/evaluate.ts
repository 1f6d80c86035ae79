import type { Deps } from '../../deps.ts';
import { allRegions } from '../regions/public.ts';
import type { JobRegion, RowRead } from './aside/row-reader.ts';
import { besideKnown } from './beside.ts';
import { endOf, knownFor, knownGigs } from './known.ts';
import type { ImportRecord, ImportRowRecord } from './model.ts';
import type { Importer } from './office.ts';

/** What a row becomes under the columns of its import; without its cells and its place in the file. */
export type Evaluated = Pick<
  ImportRowRecord,
  | 'externalId'
  | 'likeKey'
  | 'begins'
  | 'rowNumber'
  | 'unread'
  | 'employerName'
  | 'contactPhone'
  | 'posting'
  | 'flags'
  | 'flagged'
  | 'notes'
  | 'errors'
  | 'outcome'
  | 'gigId'
>;

/** Regions of the country, and of the own prefecture down to its villages, as rows are read by them. */
export async function jobRegions(deps: Deps): Promise<JobRegion[]> {
  const regions = await allRegions(deps);
  return regions.map(({ _id, name, level, path, pathCodes, altitudeM, altitudeAbout }) => ({
    id: _id.toString(),
    name,
    level,
    path: path.map(String),
    pathCodes,
    altitudeM,
    altitudeAbout,
  }));
}

/**
 * What rows that were read become beside what is stored and the office may hear of: whether each is new. In their
 * order.
 */
export async function besideStored(
  deps: Deps,
  importer: Importer,
  rows: readonly RowRead[],
  withEnded: boolean,
): Promise<Evaluated[]> {
  const known = await knownFor(deps, importer, rows);
  const now = deps.clock();
  return rows.map((read) => {
    const { row, ...outcome } = besideKnown(read, known, { now, withEnded });
    const {
      externalId,
      likeKey,
      begins,
      rowNumber,
      unread,
      employerName,
      contactPhone,
      posting,
      flags,
      errors,
    } = row;
    return {
      externalId,
      likeKey,
      begins,
      rowNumber,
      unread,
      employerName,
      contactPhone,
      posting,
      flags,
      flagged: flags.length > 0,
      errors,
      ...outcome,
    };
  });
}

/** Whether none of the rows that are to become gigs has become one meanwhile, by another import of the source. */
export async function isStillNew(deps: Deps, record: Pick<ImportRecord, '_id'> & Importer): Promise<boolean> {
  const rows = await deps.models.importRows
    .find({ importId: record._id, outcome: 'new' }, { externalId: 1 })
    .lean();
  const known = await knownGigs(deps, record, [...new Set(rows.map(({ externalId }) => externalId))]);
  const now = deps.clock();
  return [...known.values()].every((gig) => gig.whose === 'other' || endOf(gig, now) !== null);
}
