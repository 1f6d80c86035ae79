import { MongoError, notSupported } from '../errors.ts';
import type { SortSpec } from '../planner/plan.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { entriesOf } from '../values/order.ts';
import { valuesAt } from '../values/path.ts';

/** Reads a sort of a command; other than 1 and -1 is refused. */
export function parseSort(raw: unknown): SortSpec {
  if (raw === undefined || raw === null) return [];
  if (!isPlain(raw)) throw new MongoError('TypeMismatch', 'Expected the sort to be an object');
  return entriesOf(raw).map(([path, direction]) => {
    if (isPlain(direction)) throw notSupported('A sort by $meta');
    const sign = toNumber(direction);
    if (sign !== 1 && sign !== -1) throw new MongoError('BadValue', 'Sort direction must be 1 or -1');
    return [path, sign];
  });
}

/** The values by which a document is sorted: the least or the greatest element of an array, null where missing. */
export function sortValues(doc: Doc, sort: SortSpec): unknown[] {
  return sort.map(([path, direction]) => {
    let best: unknown;
    let found = false;
    const offer = (value: unknown) => {
      const order = found ? compare(value, best) * direction : -1;
      if (order < 0) best = value;
      found = true;
    };
    for (const value of valuesAt(doc, path.split('.'))) {
      if (!Array.isArray(value)) offer(value === undefined ? null : value);
      else if (value.length === 0) offer(undefined);
      else for (const item of value) offer(item);
    }
    return found ? best : null;
  });
}

export function compareSorted(a: unknown[], b: unknown[], sort: SortSpec): number {
  for (let i = 0; i < sort.length; i++) {
    const order = compare(a[i], b[i]) * sort[i]![1];
    if (order !== 0) return order;
  }
  return 0;
}
