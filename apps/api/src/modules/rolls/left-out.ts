import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { toCsv } from '../../platform/sheets/csv-out.ts';
import { wordsOf } from '../../words/words.ts';
import { rollFor, shownRows } from './read.ts';
import { rowsOf } from './repository/rows.ts';
import { placedLine } from './views.ts';

const BATCH = 500;

/** The rows that were not taken, or have something to look at, with why. Of an identity number the last characters alone. */
export async function rollLeftOut(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
): Promise<{ csv: string; fileName: string }> {
  const roll = await rollFor(deps, viewer, id);
  const { leftOut, outcomes, sex } = wordsOf('rolls');
  const { columns } = leftOut;
  const table: string[][] = [Object.values(columns)];
  for (let after = 0; ; ) {
    const rows = await rowsOf(deps, roll._id, { after, limit: BATCH });
    const shown = await shownRows(deps, roll, rows);
    for (const row of shown) {
      const told = ['left_out', 'doubtful', 'changed', 'kept'].includes(row.outcome) || row.marks.length > 0;
      if (!told) continue;
      table.push([
        placedLine(row.line, roll.sheets),
        outcomes[row.outcome],
        [row.reason, ...row.marks].filter(Boolean).join(' '),
        row.name,
        row.nameBo,
        row.sex ? sex[row.sex] : '',
        row.birthDate ?? (row.birthYear === null ? '' : String(row.birthYear)),
        row.idLastFour && `**${row.idLastFour}`,
        row.home,
        (row.phone ?? '').replace(/^\+86/, ''),
        row.skills,
        row.remarks,
      ]);
    }
    if (rows.length < BATCH) break;
    after = rows.at(-1)!.line;
  }
  const name = roll.fileName.replace(/\.[^.]*$/, '');
  return { csv: toCsv(table), fileName: leftOut.fileName({ name }) };
}
