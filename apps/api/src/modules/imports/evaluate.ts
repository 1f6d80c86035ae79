import type { Deps } from '../../deps.ts';
import { allRegions } from '../regions/public.ts';
import type { JobRegion, RowRead } from './aside/row-reader.ts';
import { besideKnown } from './beside.ts';
import { endOf, knownFor, knownGigs } from './known.ts';
import type { Evaluated, ImportRecord } from './model.ts';
import type { Importer } from './office.ts';
import { newExternalIds } from './repository/rows.ts';

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
  const known = await knownGigs(deps, record, await newExternalIds(deps, record._id));
  const now = deps.clock();
  return [...known.values()].every((gig) => gig.whose === 'other' || endOf(gig, now) !== null);
}
