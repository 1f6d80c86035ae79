import { placeOfLine } from '@linggong/contracts/import.ts';
import type { Deps } from '../../../deps.ts';
import type { Viewer } from '../../../platform/http/env.ts';
import { problem } from '../../../platform/problem.ts';
import { toCsv } from '../../../platform/sheets/csv-out.ts';
import { wordsOf } from '../../../words/words.ts';
import { OWN_HEADERS } from '../columns/own.ts';
import { importFor } from '../repository/imports.ts';
import { rowsIn } from '../repository/rows.ts';
import { toImport } from '../views.ts';

const BATCH = 500;

/** A row's number, with the name of its sheet where there are several. */
const placed = (line: number, sheets: readonly string[]) => {
  const { sheet, row } = placeOfLine(line, sheets);
  return sheet === null ? String(row) : `${sheet} ${row}`;
};

/**
 * Every row that became no gig, with why and its own cells, so that it can be put right and imported again. Throws
 * `import.wrong_state` as long as not all rows are read, or where they never will be.
 */
export async function leftOutCsv(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<{ csv: string; fileName: string }> {
  const record = await importFor(deps, viewer, id);
  const { state } = toImport(record, deps.clock());
  const words = wordsOf('imports').leftOut;
  if (state === 'reading' || state === 'unread')
    throw problem('import.wrong_state', { detail: words.notRead[state] });
  // A list that came back has our columns already.
  const columns = record.columns.filter(({ why }) => why !== 'own');
  const table: string[][] = [[...OWN_HEADERS, ...columns.map((column) => column.header)]];
  for (let after = -1; ; ) {
    const rows = await rowsIn(
      deps,
      record._id,
      ['error', 'duplicate', 'changed', 'stopped', 'hidden'],
      after,
      BATCH,
    );
    for (const row of rows) {
      const reasons = row.outcome === 'error' ? row.errors : row.notes.slice(0, 1);
      table.push([
        placed(row.line, record.sheets ?? []),
        words.outcomes[row.outcome as keyof typeof words.outcomes],
        reasons.join(' '),
        ...columns.map(({ index }) => row.cells[index] ?? ''),
        ...row.cells.slice(record.columns.length),
      ]);
    }
    if (rows.length < BATCH) break;
    after = rows.at(-1)!.line;
  }
  const name = record.fileName.replace(/\.[^.]*$/, '');
  return { csv: toCsv(table), fileName: words.fileName({ name }) };
}
