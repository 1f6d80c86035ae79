import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { takeBackForwardedGig } from '../../gigs/forwarded.ts';
import type { GigRecord } from '../../gigs/model.ts';
import { endLease, extendLease, takeLease } from '../lease.ts';
import type { ImportRecord, ImportRowRecord } from '../model.ts';
import { countRows, importFor, rowsIn } from '../repository.ts';
import { toImport } from '../views.ts';
import { inBackground } from './run.ts';

const CHUNK = 20;

const STATES: Record<GigRecord['state'], string> = {
  draft: '是草稿',
  in_review: '有人改过，还在审核',
  returned: '已退回',
  refused: '已拒绝',
  published: '已发布',
  closed: '已招满关闭',
  withdrawn: '已撤下',
};

async function undoRow(deps: Deps, row: ImportRowRecord): Promise<void> {
  const { gigs, importRows } = deps.models;
  if (!row.gigId) return;
  const gigId = row.gigId;
  await deps.locks(`gig:${gigId.toHexString()}`, () =>
    deps.transaction(async () => {
      if (await takeBackForwardedGig(deps, gigId)) {
        await importRows.updateOne({ _id: row._id }, { $set: { outcome: 'undone' } });
        return;
      }
      const gig = await gigs
        .findById(gigId, { number: 1, state: 1 })
        .lean<Pick<GigRecord, 'number' | 'state'>>();
      const name = gig
        ? `岗位 ${gig.number.slice(0, 3)}-${gig.number.slice(3)} ${STATES[gig.state]}`
        : '岗位已经处理过';
      const notes = [`${name}，没有撤回。`, ...row.notes];
      await importRows.updateOne({ _id: row._id }, { $set: { kept: true, notes } });
    }),
  );
}

async function work(deps: Deps, target: ImportRecord, token: string): Promise<void> {
  const { _id, counts } = target;
  for (let after = -1; ; ) {
    const rows = await rowsIn(deps, _id, ['imported'], after, CHUNK);
    if (rows.length === 0) break;
    for (const row of rows) if (!row.kept) await undoRow(deps, row);
    after = rows.at(-1)!.line;
    if (!(await extendLease(deps, _id, token, await countRows(deps, _id, counts.blank)))) return;
  }
  await endLease(deps, _id, token, { state: 'undone', counts: await countRows(deps, _id, counts.blank) });
}

/**
 * Takes back, in the background, every gig of the import that nobody has decided about or changed, and its place in the
 * queue. The others stay; their rows say so. Afterwards the same file can be imported anew.
 */
export async function undoImport(deps: Deps, viewer: Viewer | null, id: string) {
  const record = await importFor(deps, viewer, id);
  const token = await takeLease(deps, record._id, ['done', 'running', 'undoing'], 'undoing');
  const target = await importFor(deps, viewer, id);
  inBackground(deps, record._id, work(deps, target, token));
  return toImport(target, deps.clock());
}
