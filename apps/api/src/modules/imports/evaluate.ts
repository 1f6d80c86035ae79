import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportRow } from '@linggong/contracts/import.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { newForwardedEmployer } from '../employers/forwarded.ts';
import { flagsOf } from '../gigs/check.ts';
import type { GigRecord } from '../gigs/model.ts';
import { allRegions } from '../regions/repository.ts';
import { type NamedRegion, placeFinder } from './cells/place.ts';
import { compareWithKnown } from './compare.ts';
import type { ImportRecord, ImportRowRecord } from './model.ts';
import { postingOfRow, type RowReading } from './posting/of-row.ts';

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
type Row = Pick<ImportRow, 'line' | 'cells'>;
type Known = Pick<GigRecord, '_id' | 'number' | 'posting' | 'source' | 'state' | 'version'>;

/** Sent back and never public: a corrected row takes its place. */
const waitsForCorrection = ({ state, version }: Known) => state === 'returned' && version === 0;

/** Regions of the country, and of the own prefecture down to its villages, as they are found by name. */
export async function namedRegions(deps: Deps): Promise<NamedRegion[]> {
  const regions = await allRegions(deps);
  return regions.map(({ _id, name, level, path }) => ({
    id: _id.toString(),
    name,
    level,
    path: path.map(String),
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

/** Rows worked through before others get their turn. */
const TURN = 100;

async function inTurns<T, R>(items: readonly T[], work: (item: T, index: number) => R): Promise<R[]> {
  const results: R[] = [];
  for (const [index, item] of items.entries()) {
    results.push(work(item, index));
    if (index % TURN === TURN - 1) await nextTurn();
  }
  return results;
}

/**
 * Reads all rows of an import under its columns: the posting of each, what the rules say of it, and whether it is new.
 * Of rows with one id in the same file the first counts.
 */
export async function evaluateRows(
  deps: Deps,
  target: Pick<ImportRecord, 'columns' | 'sourceName' | 'deskPath'>,
  rows: readonly Row[],
): Promise<Evaluated[]> {
  const { columns, sourceName, deskPath } = target;
  const findPlace = placeFinder(await namedRegions(deps));
  const regions = new Map((await allRegions(deps)).map((region) => [region._id.toString(), region]));
  const readings = await inTurns(rows, ({ cells }) =>
    postingOfRow(cells, { columns, sourceName, findPlace }),
  );
  const known = await knownGigs(deps, sourceName, [...new Set(readings.map((r) => r.externalId))]);
  const imported = await importedPostings(
    deps,
    [...known.values()].map((gig) => gig._id),
  );
  const now = deps.clock();
  const first = new Map<string, { line: number; reading: RowReading }>();

  const outcomeOf = (reading: RowReading, line: number): Pick<Evaluated, 'outcome' | 'notes' | 'gigId'> => {
    if (reading.errors.length > 0) return { outcome: 'error', notes: reading.notes, gigId: null };
    const above = first.get(reading.externalId);
    if (above) {
      const compared = compareWithKnown(reading.posting, above.reading.posting, `第 ${above.line} 行`);
      return { outcome: compared.outcome, notes: [compared.note, ...reading.notes], gigId: null };
    }
    first.set(reading.externalId, { line, reading });
    const gig = known.get(reading.externalId);
    if (!gig) return { outcome: 'new', notes: reading.notes, gigId: null };
    const before = imported.get(gig._id.toString()) ?? gig.posting;
    const compared = compareWithKnown(
      reading.posting,
      before,
      `岗位 ${gig.number.slice(0, 3)}-${gig.number.slice(3)}`,
    );
    if (compared.outcome === 'changed' && waitsForCorrection(gig)) {
      const note = `岗位 ${gig.number.slice(0, 3)}-${gig.number.slice(3)} 退回过，这一行改了，会代替它重新交审。`;
      return { outcome: 'new', notes: [note, ...reading.notes], gigId: null };
    }
    return { outcome: compared.outcome, notes: [compared.note, ...reading.notes], gigId: gig._id };
  };

  return inTurns(readings, (reading, index) => {
    const { externalId, employerName, contactPhone, posting, errors } = reading;
    const region = regions.get(posting.workplace.regionId ?? '') ?? null;
    const employer = newForwardedEmployer(
      { sourceName, name: employerName, contactPhone, region, deskPath },
      now,
    );
    const flags = flagsOf(posting, { employer, region }, now);
    const outcome = outcomeOf(reading, rows[index]!.line);
    return {
      externalId,
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
