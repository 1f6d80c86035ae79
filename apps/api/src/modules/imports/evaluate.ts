import type { Posting } from '@linggong/contracts/posting.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { GigRecord } from '../gigs/model.ts';
import { allRegions } from '../regions/repository.ts';
import type { JobRegion } from './aside/messages.ts';
import type { RowRead } from './aside/row-reader.ts';
import { compareWithKnown } from './compare.ts';
import type { ImportRecord, ImportRowRecord } from './model.ts';

const BATCH = 500;

/** What a row becomes under the columns of its import; without its cells and its place in the file. */
export type Evaluated = Pick<
  ImportRowRecord,
  | 'externalId'
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
type Known = Pick<GigRecord, '_id' | 'number' | 'posting' | 'source' | 'state' | 'version'>;

/** Sent back and never public: a corrected row takes its place. */
const waitsForCorrection = ({ state, version }: Known) => state === 'returned' && version === 0;

/** Regions of the country, and of the own prefecture down to its villages, as rows are read by them. */
export async function jobRegions(deps: Deps): Promise<JobRegion[]> {
  const regions = await allRegions(deps);
  return regions.map(({ _id, name, level, path, pathCodes, altitudeM }) => ({
    id: _id.toString(),
    name,
    level,
    path: path.map(String),
    pathCodes,
    altitudeM,
  }));
}

/** Gigs of the source that are there already, by their id in it. */
async function knownGigs(
  deps: Deps,
  sourceName: string,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  if (!sourceName) return known;
  for (let from = 0; from < ids.length; from += BATCH) {
    const gigs = await deps.models.gigs
      .find(
        { 'source.name': sourceName, 'source.externalId': { $in: ids.slice(from, from + BATCH) } },
        { number: 1, posting: 1, source: 1, state: 1, version: 1 },
      )
      .lean<Known[]>();
    for (const gig of gigs) known.set(gig.source!.externalId, gig);
  }
  return known;
}

/** The postings as they were imported: an operator may have completed the gig since. */
async function importedPostings(
  deps: Deps,
  gigIds: readonly Types.ObjectId[],
): Promise<Map<string, Posting>> {
  const postings = new Map<string, Posting>();
  for (let from = 0; from < gigIds.length; from += BATCH) {
    const rows = await deps.models.importRows
      .find(
        { gigId: { $in: gigIds.slice(from, from + BATCH) }, outcome: 'imported' },
        { gigId: 1, posting: 1 },
      )
      .lean<Pick<ImportRowRecord, 'gigId' | 'posting'>[]>();
    for (const { gigId, posting } of rows) postings.set(String(gigId), posting);
  }
  return postings;
}

/** What a row is beside the gigs of its source. */
function besideKnown(
  { posting, notes }: RowRead,
  gig: Known,
  imported: Posting | undefined,
): Pick<Evaluated, 'outcome' | 'notes' | 'gigId'> {
  const called = `岗位 ${gig.number.slice(0, 3)}-${gig.number.slice(3)}`;
  const compared = compareWithKnown(posting, imported ?? gig.posting, called);
  if (compared.outcome === 'changed' && waitsForCorrection(gig)) {
    const note = `${called} 退回过，这一行改了，会代替它重新交审。`;
    return { outcome: 'new', notes: [note, ...notes], gigId: null };
  }
  return { outcome: compared.outcome, notes: [compared.note, ...notes], gigId: gig._id };
}

/** What rows that were read become beside what is stored: whether each is new. In their order. */
export async function besideStored(
  deps: Deps,
  sourceName: string,
  rows: readonly RowRead[],
): Promise<Evaluated[]> {
  const known = await knownGigs(deps, sourceName, [...new Set(rows.map((row) => row.externalId))]);
  const imported = await importedPostings(
    deps,
    [...known.values()].map((gig) => gig._id),
  );
  const outcomeOf = (row: RowRead): Pick<Evaluated, 'outcome' | 'notes' | 'gigId'> => {
    const { errors, notes, above, leftOut } = row;
    if (leftOut) return { outcome: 'hidden', notes, gigId: null };
    if (errors.length > 0) return { outcome: 'error', notes, gigId: null };
    if (above) return { outcome: above.outcome, notes: [above.note, ...notes], gigId: null };
    const gig = known.get(row.externalId);
    return gig
      ? besideKnown(row, gig, imported.get(gig._id.toString()))
      : { outcome: 'new', notes, gigId: null };
  };
  return rows.map((row) => {
    const { externalId, employerName, contactPhone, posting, flags, errors } = row;
    const flagged = flags.length > 0;
    return { externalId, employerName, contactPhone, posting, flags, flagged, errors, ...outcomeOf(row) };
  });
}

/** Whether none of the rows that are to become gigs has become one meanwhile, by another import of the source. */
export async function isStillNew(
  deps: Deps,
  { _id, sourceName }: Pick<ImportRecord, '_id' | 'sourceName'>,
): Promise<boolean> {
  const rows = await deps.models.importRows
    .find({ importId: _id, outcome: 'new' }, { externalId: 1 })
    .lean<Pick<ImportRowRecord, 'externalId'>[]>();
  const known = await knownGigs(deps, sourceName, [...new Set(rows.map(({ externalId }) => externalId))]);
  return [...known.values()].every(waitsForCorrection);
}
