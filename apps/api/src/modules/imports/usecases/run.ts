import type { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { isDuplicate } from '../../../platform/database.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { problem } from '../../../platform/problem.ts';
import { forwardedEmployer } from '../../employers/forwarded.ts';
import { createForwardedGig } from '../../gigs/forwarded.ts';
import { nextNumber } from '../../gigs/number.ts';
import { regionById } from '../../regions/repository.ts';
import { endLease, extendLease, takeLease } from '../lease.ts';
import type { ImportRecord, ImportRowRecord } from '../model.ts';
import { countRows, importFor, rowsIn } from '../repository.ts';
import { toImport } from '../views.ts';

/** Rows between two signs of life. */
const CHUNK = 20;

/** The row's gig, its events and the row itself in one transaction: all of it or nothing, and never twice. */
async function importRow(deps: Deps, target: ImportRecord, row: ImportRowRecord): Promise<void> {
  const { models } = deps;
  const { posting, employerName, contactPhone } = row;
  const { deskPath, sourceName, _id: importId } = target;
  const employer = await forwardedEmployer(deps, { sourceName, name: employerName, contactPhone, deskPath });
  const region = posting.workplace.regionId ? await regionById(deps, posting.workplace.regionId) : null;
  const number = await nextNumber(deps);
  const stillNew = { _id: row._id, outcome: 'new' } as const;
  try {
    await deps.transaction(async () => {
      if (!(await models.importRows.exists(stillNew))) return;
      const gig = await createForwardedGig(
        deps,
        { number, posting, importId, deskPath },
        { employer, region },
      );
      await models.importRows.updateOne(stillNew, {
        $set: { outcome: 'imported', gigId: gig._id, flags: gig.flags, flagged: gig.flags.length > 0 },
      });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const note = '另一次导入刚刚放进了同一条，没有再导入。';
    await models.importRows.updateOne(stillNew, {
      $set: { outcome: 'duplicate', notes: [note, ...row.notes] },
    });
  }
}

/** Works through the rows that are still new, from wherever an earlier run stopped. */
async function work(deps: Deps, target: ImportRecord, token: string): Promise<void> {
  const { _id, counts } = target;
  for (let after = -1; ; ) {
    const rows = await rowsIn(deps, _id, ['new'], after, CHUNK);
    if (rows.length === 0) break;
    for (const row of rows) await importRow(deps, target, row);
    after = rows.at(-1)!.line;
    if (!(await extendLease(deps, _id, token, await countRows(deps, _id, counts.blank)))) return;
  }
  await endLease(deps, _id, token, { state: 'done', counts: await countRows(deps, _id, counts.blank) });
}

/** Lets work go on by itself; where it breaks off, its lease runs out and it can be taken up again. */
export function inBackground(deps: Deps, importId: Types.ObjectId, job: Promise<void>): void {
  job.catch((error: unknown) =>
    deps.log.error({ err: error, importId: importId.toString() }, 'import broke off'),
  );
}

/**
 * Puts every new row before the operators, in the background. May be called again for a run that broke off: what is
 * in stays in, once. Throws `import.wrong_state` while it runs and when it is done.
 */
export async function runImport(deps: Deps, viewer: Viewer | null, id: string) {
  const record = await importFor(deps, viewer, id);
  if (!record.sourceName) {
    throw problem('request.invalid', { errors: [{ path: 'sourceName', message: '写清这些岗位从哪里来' }] });
  }
  const token = await takeLease(deps, record._id, ['preview', 'running'], 'running');
  const target = await importFor(deps, viewer, id);
  inBackground(deps, record._id, work(deps, target, token));
  return toImport(target, deps.clock());
}
