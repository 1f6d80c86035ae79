import type { Import } from '@linggong/contracts/import.ts';
import type { ImportRowRecord } from './model.ts';

/** What of a row is counted. */
export type Counted = Pick<ImportRowRecord, 'outcome' | 'flagged'>;

/** The figures of an import from its rows. `kept` rows are told by an undo. */
export function countsOf(rows: readonly Counted[], blank: number): Import['counts'] {
  const byOutcome = (outcome: Counted['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const fresh = byOutcome('new');
  return {
    rows: rows.length,
    new: fresh,
    duplicate: byOutcome('duplicate'),
    changed: byOutcome('changed'),
    error: byOutcome('error'),
    hidden: byOutcome('hidden'),
    stopped: byOutcome('stopped'),
    imported: byOutcome('imported'),
    flagged: rows.filter((row) => row.flagged).length,
    done: rows.length - fresh,
    undone: byOutcome('undone'),
    kept: 0,
    employers: 0,
    blank,
  };
}
