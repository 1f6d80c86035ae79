import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { toCsv } from '../csv-out.ts';
import { importFor, rowsIn } from '../repository.ts';

const BATCH = 500;
const OUTCOMES = { error: '没法导入', duplicate: '已经有了', changed: '已经有了，内容变了' } as const;

/** Every row that became no gig, with why and its own cells, so that it can be put right and imported again. */
export async function leftOutCsv(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<{ csv: string; fileName: string }> {
  const record = await importFor(deps, viewer, id);
  const table: string[][] = [['行号', '结果', '原因', ...record.columns.map((column) => column.header)]];
  for (let after = -1; ; ) {
    const rows = await rowsIn(deps, record._id, ['error', 'duplicate', 'changed'], after, BATCH);
    for (const row of rows) {
      const reasons = row.outcome === 'error' ? row.errors : row.notes.slice(0, 1);
      table.push([
        String(row.line),
        OUTCOMES[row.outcome as keyof typeof OUTCOMES],
        reasons.join(' '),
        ...row.cells,
      ]);
    }
    if (rows.length < BATCH) break;
    after = rows.at(-1)!.line;
  }
  return { csv: toCsv(table), fileName: `没导入的-${record.fileName.replace(/\.[^.]*$/, '')}.csv` };
}
