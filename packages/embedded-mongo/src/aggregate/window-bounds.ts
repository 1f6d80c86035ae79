import { MongoError } from '../errors.ts';
import type { SortSpec } from '../planner/plan.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { asDouble, kindOf } from './numbers.ts';
import { addUnits, isUnit } from './operators/date-units.ts';

/** One document of a partition, with the values that it is sorted by. */
export interface Row {
  doc: Doc;
  by: unknown[];
}

/** For every row the places of the first row of its window and of the one behind the last. */
export type Bounds = (rows: readonly Row[]) => { from: number; to: number }[];

const wrong = (message: string) => new MongoError('FailedToParse', message);

/** Reads a `window` of `$setWindowFields`; all rows where there is none. */
export function compileBounds(window: unknown, sort: SortSpec): Bounds {
  if (window === undefined) return (rows) => rows.map(() => ({ from: 0, to: rows.length }));
  if (!isPlain(window)) throw wrong("'window' field must be an object");
  const { documents, range, unit, ...rest } = window;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw wrong(`'window' field can only contain 'documents', 'range' and 'unit', not '${unknown}'`);
  if (documents !== undefined && range !== undefined)
    throw wrong("Window bounds can specify either 'documents' or 'range', not both.");
  if (range !== undefined) return byRange(pair(range), unit, sort);
  if (unit !== undefined) throw wrong("Window bounds can only specify 'unit' with range-based bounds.");
  if (documents === undefined) return compileBounds(undefined, sort);
  const [low, high] = pair(documents).map((bound) => {
    if (bound === 'unbounded') return undefined;
    const n = bound === 'current' ? 0 : toNumber(bound);
    if (n === undefined || !Number.isInteger(n))
      throw wrong('Numeric document-based bounds must be an integer');
    return n;
  });
  if (sort.length === 0 && (low !== undefined || high !== undefined))
    throw new MongoError('Location5339901', 'Document-based bounds require a sortBy');
  if (low !== undefined && high !== undefined && low > high)
    throw new MongoError('Location5339900', 'Lower bound must not exceed upper bound');
  return (rows) =>
    rows.map((_, i) => ({
      from: low === undefined ? 0 : Math.min(rows.length, Math.max(0, i + low)),
      to: high === undefined ? rows.length : Math.max(0, Math.min(rows.length, i + high + 1)),
    }));
}

function pair(value: unknown): [unknown, unknown] {
  if (!Array.isArray(value) || value.length !== 2) throw wrong('Window bounds must be a 2-element array');
  return [value[0], value[1]];
}

function byRange(bounds: [unknown, unknown], unit: unknown, sort: SortSpec): Bounds {
  if (sort.length !== 1 || sort[0]![1] !== 1)
    throw new MongoError(
      'Location5339902',
      'Range-based bounds require sortBy a single field, in ascending order',
    );
  if (unit !== undefined && !isUnit(unit)) throw wrong(`unknown time unit value: ${String(unit)}`);
  const steps = bounds.map((bound) => {
    if (bound === 'unbounded' || bound === 'current') return bound;
    if (!kindOf(bound)) throw wrong('Range-based bounds expression must be a number');
    return asDouble(bound);
  });
  const place = (value: unknown): number => {
    if (unit !== undefined && value instanceof Date) return value.getTime();
    if (unit === undefined && kindOf(value)) return asDouble(value);
    throw new MongoError(
      unit === undefined ? 'Location5429414' : 'Location5429513',
      `Invalid range: Expected the sortBy field to be a ${unit === undefined ? 'number' : 'date'}`,
    );
  };
  const moved = (at: number, step: number) =>
    unit === undefined ? at + step : addUnits(at, unit as string, step, () => 0);
  return (rows) => {
    const all = rows.map(({ by }) => place(by[0]));
    const [low, high] = steps as [number | string, number | string];
    let [from, to] = [0, 0];
    return all.map((at) => {
      const least = low === 'unbounded' ? -Infinity : moved(at, low === 'current' ? 0 : (low as number));
      const most = high === 'unbounded' ? Infinity : moved(at, high === 'current' ? 0 : (high as number));
      while (from < all.length && all[from]! < least) from++;
      while (to < all.length && all[to]! <= most) to++;
      return { from, to: Math.max(from, to) };
    });
  };
}
