import { checkMemory, sizeOf } from '../engine/memory.ts';
import { MongoError } from '../errors.ts';
import type { SortSpec } from '../planner/plan.ts';
import { compareSorted, parseSort, sortValues } from '../query/sort.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { chunked, type Make, type Stage } from './stage.ts';

/** The order of a `$sort`. */
export function sortSpec(value: unknown): SortSpec {
  if (!isPlain(value)) throw new MongoError('Location15973', 'the $sort key specification must be an object');
  if (Object.keys(value).length === 0)
    throw new MongoError('Location15976', '$sort stage must have at least one sort key');
  return parseSort(value);
}

interface Row {
  doc: Doc;
  by: unknown[];
  place: number;
}

const RUN = 4096;

/** `$sort`: documents that compare equal keep their order. With `keep` only so many of the first are held. */
export function sort(spec: SortSpec, keep: number | undefined, { pause }: Make): Stage {
  const order = (a: Row, b: Row) => compareSorted(a.by, b.by, spec) || a.place - b.place;
  return async function* (input) {
    let rows: Row[] = [];
    let runs: Row[][] = [];
    let bytes = 0;
    let place = 0;
    for await (const docs of input) {
      for (const doc of docs) {
        rows.push({ doc, by: sortValues(doc, spec), place: place++ });
        bytes += sizeOf(doc);
      }
      if (keep !== undefined && rows.length > 2 * keep + RUN) {
        rows = rows.sort(order).slice(0, keep);
        bytes = rows.reduce((sum, { doc }) => sum + sizeOf(doc), 0);
      } else if (keep === undefined && rows.length >= RUN) {
        runs.push(rows.sort(order));
        rows = [];
      }
      checkMemory('$sort', bytes);
      await pause();
    }
    runs.push(rows.sort(order));
    while (runs.length > 1) {
      const merged: Row[][] = [];
      for (let i = 0; i < runs.length; i += 2)
        merged.push(await mergeRuns(runs[i]!, runs[i + 1] ?? [], order, pause));
      runs = merged;
    }
    yield* chunked(keep === undefined ? runs[0]! : runs[0]!.slice(0, keep), ({ doc }) => doc);
  };
}

async function mergeRuns(
  a: Row[],
  b: Row[],
  order: (a: Row, b: Row) => number,
  pause: Make['pause'],
): Promise<Row[]> {
  const out: Row[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    out.push(j >= b.length || (i < a.length && order(a[i]!, b[j]!) <= 0) ? a[i++]! : b[j++]!);
    if ((out.length & (RUN - 1)) === 0) await pause();
  }
  return out;
}
