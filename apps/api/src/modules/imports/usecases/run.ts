import { nameKey } from '@linggong/contracts/normal.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { isDuplicate } from '../../../platform/database.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { inPieces } from '../../../platform/pieces.ts';
import { problem } from '../../../platform/problem.ts';
import { inSource, wordsOf } from '../../../words/words.ts';
import { type EmployerRecord, forwardedEmployers, holdEmployers } from '../../employers/public.ts';
import { createForwardedGigs, type Forwarded, nextNumbers } from '../../gigs/public.ts';
import { type RegionRecord, regionById, sharedRegion } from '../../regions/public.ts';
import type { ImportRecord, ImportRowRecord } from '../model.ts';
import { importFor } from '../repository/imports.ts';
import { CHUNK, endLease, extendLease, takeLease } from '../repository/lease.ts';
import { markDuplicate, markImported, newPlaces, recount, rowsIn, stillNew } from '../repository/rows.ts';
import { releaseIds } from '../returned.ts';
import { requireAsShown } from '../shown.ts';
import { toImport } from '../views.ts';

type Employers = Map<string, EmployerRecord>;
/**
 * By the key of a name: where the file says that the employer is; null: in several places that share none, or it
 * doesn't say.
 */
type EmployerPlaces = ReadonlyMap<string, RegionRecord | null>;
type Work = { employers: Employers; places: EmployerPlaces };

/** An undo of another import removed an employer between two steps. */
class EmployerGone extends Error {}

async function placesOf(deps: Deps, importId: Types.ObjectId): Promise<EmployerPlaces> {
  const rows = await newPlaces(deps, importId);
  const places = new Map<string, RegionRecord | null>();
  for (const [key, theirs] of Map.groupBy(rows, (row) => nameKey(row.employerName))) {
    const ids = theirs.map(({ posting }) => posting.workplace.regionId);
    const regions = await Promise.all(ids.map((id) => (id ? regionById(deps, id) : null)));
    const shared = sharedRegion(regions.map((region) => region?.path ?? []));
    places.set(key, shared ? await regionById(deps, shared) : null);
  }
  return places;
}

/** Looks up, or makes, the employers of these rows that aren't known yet. */
async function lookUpEmployers(
  deps: Deps,
  target: ImportRecord,
  rows: readonly ImportRowRecord[],
  { employers, places }: Work,
): Promise<void> {
  const named = rows
    .filter(({ employerName }) => !employers.has(nameKey(employerName)))
    .map(({ employerName: name, contactPhone }) => {
      return { name, contactPhone, region: places.get(nameKey(name)) ?? null };
    });
  if (named.length === 0) return;
  // Of two rows with one name the first speaks for its employer.
  const found = await forwardedEmployers(deps, target, named.toReversed());
  for (const [key, employer] of found) employers.set(key, employer);
}

/**
 * The gigs of these rows, their events and the rows themselves in one transaction: all of it or nothing, never twice.
 * Returns how many gigs there are more.
 */
async function importRows(
  deps: Deps,
  target: ImportRecord,
  rows: readonly ImportRowRecord[],
  using: Work,
): Promise<number> {
  const { deskPath, _id: importId } = target;
  const numbers = await nextNumbers(deps, rows.length);
  await lookUpEmployers(deps, target, rows, using);
  const forwarded: (Forwarded & { row: ImportRowRecord })[] = [];
  for (const [index, row] of rows.entries()) {
    const { posting } = row;
    const { regionId } = posting.workplace;
    const region = regionId ? await regionById(deps, regionId) : null;
    const employer = using.employers.get(nameKey(row.employerName))!;
    forwarded.push({ row, number: numbers[index]!, posting, around: { employer, region } });
  }
  return deps.transaction(async () => {
    const ids = await stillNew(
      deps,
      rows.map((row) => row._id),
    );
    const wanted = forwarded.filter(({ row }) => ids.has(row._id.toString()));
    if (wanted.length === 0) return 0;
    const named = wanted.map(({ around }) => around.employer._id);
    if (!(await holdEmployers(deps, named))) throw new EmployerGone();
    const externalIds = wanted.map(({ row }) => row.externalId);
    await releaseIds(deps, target, externalIds);
    const gigs = await createForwardedGigs(deps, { importId, deskPath }, wanted);
    await markImported(
      deps,
      gigs.map(({ _id: gigId, flags }, index) => ({ _id: wanted[index]!.row._id, gigId, flags })),
    );
    return gigs.length;
  });
}

/**
 * Where another import was faster with one of the rows, each is tried by itself. Returns how many gigs there are more.
 */
async function importPiece(
  deps: Deps,
  target: ImportRecord,
  rows: readonly ImportRowRecord[],
  using: Work,
): Promise<number> {
  try {
    return await importRows(deps, target, rows, using);
  } catch (error) {
    if (error instanceof EmployerGone) {
      using.employers.clear();
      return importRows(deps, target, rows, using);
    }
    if (!isDuplicate(error)) throw error;
    const [only, ...others] = rows;
    if (only && others.length === 0) {
      // Kept, for the whole office.
      const said = inSource(() => wordsOf('imports').takenElsewhere);
      const notes = [said, ...only.notes];
      await markDuplicate(deps, only._id, notes);
      return 0;
    }
    let made = 0;
    for (const row of rows) made += await importPiece(deps, target, [row], using);
    return made;
  }
}

/** Works through the rows that are still new, from wherever an earlier run stopped. */
async function work(deps: Deps, target: ImportRecord, token: string): Promise<void> {
  const { _id } = target;
  const using: Work = { employers: new Map(), places: await placesOf(deps, _id) };
  const counts = await recount(deps, _id, target.counts.blank);
  for (;;) {
    const rows = await rowsIn(deps, _id, ['new'], -1, CHUNK);
    if (rows.length === 0) break;
    const made = await inPieces(rows, (some) => importPiece(deps, target, some, using));
    counts.imported += made;
    counts.duplicate += rows.length - made;
    counts.new -= rows.length;
    counts.done += rows.length;
    if (!(await extendLease(deps, _id, token, counts))) return;
  }
  await endLease(deps, _id, token, { state: 'done', counts });
}

/** Lets work go on by itself; where it breaks off, its lease runs out and it can be taken up again. */
export function inBackground(deps: Deps, importId: Types.ObjectId, job: Promise<void>): void {
  job.catch((error: unknown) => {
    deps.log.error({ err: error, importId: importId.toString() }, 'import broke off');
  });
}

/**
 * Puts every new row before the operators, in the background, as they were shown at `version`. May be called again for
 * a run that broke off: what is in stays in, once. Throws `import.changed_meanwhile` where it would bring in something
 * else than was seen; `import.wrong_state` while it runs and when it is done.
 */
export async function runImport(deps: Deps, viewer: Viewer | null, id: string, version: number) {
  return deps.locks(`import:${id}`, async () => {
    const record = await importFor(deps, viewer, id);
    if (!record.sourceName) {
      throw problem('request.invalid', {
        errors: [{ path: 'sourceName', message: wordsOf('imports').noSource }],
      });
    }
    await requireAsShown(deps, record, version);
    const token = await takeLease(deps, record._id, ['preview', 'running'], 'running');
    const target = await importFor(deps, viewer, id);
    inBackground(deps, record._id, work(deps, target, token));
    return toImport(target, deps.clock());
  });
}
