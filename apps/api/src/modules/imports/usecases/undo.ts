import { gigNumber } from '@linggong/rules/gig-number.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { inPieces } from '../../../platform/pieces.ts';
import { inSource, wordsOf } from '../../../words/words.ts';
import { removeForwardedEmployers } from '../../employers/public.ts';
import { employersOfImport, gigById, takeBackForwardedGigs } from '../../gigs/public.ts';
import { isTakenDown } from '../known.ts';
import type { ImportRecord, ImportRowRecord } from '../model.ts';
import { importFor } from '../repository/imports.ts';
import { CHUNK, endLease, extendLease, takeLease } from '../repository/lease.ts';
import { markKept, markUndone, recount, rowsIn } from '../repository/rows.ts';
import { toImport } from '../views.ts';
import { inBackground } from './run.ts';

/** Says in the row why its gig stays. */
async function keepRow(deps: Deps, row: ImportRowRecord, gigId: Types.ObjectId): Promise<void> {
  const gig = await gigById(deps, gigId);
  // Kept, for the whole office.
  const said = inSource(() => {
    const { stays, staysHandled } = wordsOf('imports');
    if (!gig) return staysHandled;
    return stays[isTakenDown(gig) ? 'takenDown' : gig.state]({ number: gigNumber(gig.number) });
  });
  await markKept(deps, row._id, [said, ...row.notes]);
}

async function undoPiece(deps: Deps, rows: readonly ImportRowRecord[]): Promise<number> {
  const imported = rows.flatMap((row) => (row.gigId ? [{ row, gigId: row.gigId }] : []));
  return deps.transaction(async () => {
    const ids = await takeBackForwardedGigs(
      deps,
      imported.map(({ gigId }) => gigId),
    );
    const taken = new Set(ids.map(String));
    const [undone, kept] = [true, false].map((out) =>
      imported.filter(({ gigId }) => taken.has(gigId.toString()) === out),
    );
    await markUndone(
      deps,
      undone!.map(({ row }) => row._id),
    );
    for (const { row, gigId } of kept!) await keepRow(deps, row, gigId);
    return undone!.length;
  });
}

async function work(deps: Deps, target: ImportRecord, token: string): Promise<void> {
  const { _id } = target;
  const counts = await recount(deps, _id, target.counts.blank);
  for (let after = -1; ; ) {
    const rows = await rowsIn(deps, _id, ['imported'], after, CHUNK);
    const last = rows.at(-1);
    if (!last) break;
    after = last.line;
    const untold = rows.filter((row) => !row.kept);
    const undone = await inPieces(untold, (some) => undoPiece(deps, some));
    counts.undone += undone;
    counts.imported -= undone;
    counts.kept += untold.length - undone;
    if (!(await extendLease(deps, _id, token, counts))) return;
  }
  counts.employers += await removeForwardedEmployers(deps, await employersOfImport(deps, _id));
  await endLease(deps, _id, token, { state: 'undone', counts });
}

/**
 * Takes back, in the background, every gig of the import that nobody has decided about or changed, and its place in the
 * queue, and the employers that have nothing left. The others stay; their rows say so. Afterwards the same file can be imported anew.
 */
export async function undoImport(deps: Deps, viewer: Viewer | null, id: string) {
  const record = await importFor(deps, viewer, id);
  const token = await takeLease(deps, record._id, ['done', 'running', 'undoing'], 'undoing');
  const target = await importFor(deps, viewer, id);
  inBackground(deps, record._id, work(deps, target, token));
  return toImport(target, deps.clock());
}
