import type { Problem } from '@linggong/contracts/problem.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import type { Job } from './aside/messages.ts';
import { readAside } from './aside/reader.ts';
import { twinsOf } from './aside/row-reader.ts';
import { type Counted, countsOf } from './counts.ts';
import { besideStored, isStillNew, jobRegions } from './evaluate.ts';
import type { ImportRecord, Reading } from './model.ts';
import { officeIdOf } from './office.ts';
import { changePreview } from './repository/imports.ts';
import { addNotes, cellsOf, updateRows } from './repository/rows.ts';

/** Readings kept, to tell what is no longer as somebody saw it. */
const KEPT = 10;

const readingOf = ({ version, sourceName, columns, counts }: ImportRecord): Reading => ({
  version,
  sourceName,
  columns,
  counts,
});

type Under = Pick<
  ImportRecord,
  '_id' | 'columns' | 'sourceName' | 'deskPath' | 'sheets' | 'withHidden' | 'withEnded'
>;

/**
 * Reads all stored rows under these columns and writes what becomes of them, as they come; `wrote` hears of the first.
 */
async function rereadRows(deps: Deps, under: Under, wrote: () => void) {
  const { _id, columns, sourceName, sheets = [], withHidden = false, withEnded = false } = under;
  const counted: Counted[] = [];
  async function* input() {
    const job: Job = {
      columns,
      sourceName,
      sheets,
      withHidden,
      regions: await jobRegions(deps),
      now: deps.clock().toISOString(),
    };
    yield `${JSON.stringify(job)}\n`;
    for await (const rows of cellsOf(deps, _id)) yield `${JSON.stringify(rows)}\n`;
  }
  await readAside({ owner: officeIdOf(under).toHexString(), input: input() }, async (message) => {
    if (!('rows' in message)) return;
    const evaluated = await besideStored(deps, under, message.rows, withEnded);
    wrote();
    await updateRows(
      deps,
      _id,
      message.rows.map(({ line }, index) => ({ line, ...evaluated[index]! })),
    );
    await addNotes(deps, _id, twinsOf(message.rows));
    counted.push(...evaluated.map(({ outcome, flagged }) => ({ outcome, flagged })));
  });
  return counted;
}

/**
 * Reads all rows of a preview anew, under the columns and the source of `target`: its next version. Null where it is no
 * preview any more. Where it can't be done, the preview stays as it was. Call it under the import's lock.
 */
export async function readAnew(deps: Deps, target: ImportRecord): Promise<ImportRecord | null> {
  const { _id, columns, sourceName, sourceContact, withHidden, withEnded } = target;
  const before = await changePreview(deps, _id, { ready: false });
  if (!before) return null;
  let written = false;
  const wrote = () => {
    written = true;
  };
  const counted = await rereadRows(deps, target, wrote).catch(async (error: unknown) => {
    if (written) await rereadRows(deps, before, wrote);
    await changePreview(deps, _id, { ready: true });
    throw error;
  });
  const version = before.version ?? 1;
  const change = {
    columns,
    sourceName,
    sourceContact,
    withHidden,
    withEnded,
    counts: countsOf(counted, before.counts.blank),
    version: version + 1,
    shown: [readingOf({ ...before, version }), ...(before.shown ?? [])].slice(0, KEPT),
    ready: true,
  };
  await changePreview(deps, _id, change);
  return { ...before, ...change };
}

type Difference = NonNullable<Problem['differences']>[number];

const OUTCOMES = ['new', 'duplicate', 'changed', 'error', 'stopped', 'hidden', 'flagged'] as const;

/** What of a reading is no longer so: `source`, `column:人数`, or the number of rows of one outcome. */
export function differences(before: Reading, after: Reading): Difference[] {
  const columns = after.columns.map((column) => {
    const was = before.columns.find(({ index }) => index === column.index);
    return {
      field: `column:${column.header || column.index + 1}`,
      before: was?.field ?? 'ignore',
      after: column.field,
    };
  });
  const rows = OUTCOMES.map((outcome) => ({
    field: outcome,
    before: String(before.counts[outcome] ?? 0),
    after: String(after.counts[outcome] ?? 0),
  }));
  const source = { field: 'source', before: before.sourceName, after: after.sourceName };
  return [source, ...columns, ...rows].filter((one) => one.before !== one.after);
}

/**
 * Throws `import.changed_meanwhile`, with what differs, unless a preview is as it was at the version that was shown:
 * its columns, and which of its rows are new. Call it under the import's lock.
 */
export async function requireAsShown(deps: Deps, record: ImportRecord, version: number): Promise<void> {
  if (record.state !== 'preview') return;
  const now = (await isStillNew(deps, record)) ? record : ((await readAnew(deps, record)) ?? record);
  if ((now.version ?? 1) === version) return;
  const seen = (now.shown ?? []).find((reading) => reading.version === version);
  throw problem('import.changed_meanwhile', seen && { differences: differences(seen, readingOf(now)) });
}
