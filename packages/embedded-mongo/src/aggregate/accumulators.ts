import { Decimal128 } from 'bson';
import { sizeOf } from '../engine/memory.ts';
import { notSupported } from '../errors.ts';
import { typeName } from '../query/types.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { entriesOf, setField } from '../values/order.ts';
import { keyOf } from './equality.ts';
import { asDouble, double, kindOf, openSum } from './numbers.ts';
import { check, isNullish } from './operators/operator.ts';

/** One accumulator at work: takes the value of each document, and gives its result whenever asked. */
export interface Accumulator {
  add: (value: unknown) => void;
  value: () => unknown;
  /** What it holds, in bytes; absent where that does not grow. */
  bytes?: () => number;
}

export type Open = () => Accumulator;

/** The first or the last value there was. */
const edge =
  (first: boolean): Open =>
  () => {
    let seen = false;
    let kept: unknown;
    return {
      add(value) {
        if (!first || !seen) kept = value;
        seen = true;
      },
      value: () => kept ?? null,
    };
  };

const extreme =
  (sign: 1 | -1): Open =>
  () => {
    let best: unknown;
    return {
      add(value) {
        if (!isNullish(value) && (best === undefined || compare(value, best) * sign < 0)) best = value;
      },
      value: () => best ?? null,
    };
  };

/** Welford's way, as MongoDB computes it. */
const deviation =
  (sample: boolean): Open =>
  () => {
    let [n, mean, squares] = [0, 0, 0];
    return {
      add(value) {
        if (!kindOf(value)) return;
        if (value instanceof Decimal128) throw notSupported('A standard deviation of decimals');
        const x = asDouble(value);
        n++;
        const delta = x - mean;
        mean += delta / n;
        squares += delta * (x - mean);
      },
      value: () => (n < (sample ? 2 : 1) ? null : double(Math.sqrt(squares / (sample ? n - 1 : n)))),
    };
  };

const push: Open = () => {
  const items: unknown[] = [];
  let bytes = 0;
  return {
    add(value) {
      if (value === undefined) return;
      items.push(value);
      bytes += sizeOf(value);
    },
    value: () => items,
    bytes: () => bytes,
  };
};

const addToSet: Open = () => {
  const items = new Map<string, unknown>();
  let bytes = 0;
  return {
    add(value) {
      if (value === undefined) return;
      const key = keyOf(value);
      if (items.has(key)) return;
      items.set(key, value);
      bytes += key.length + sizeOf(value);
    },
    value: () => [...items.values()],
    bytes: () => bytes,
  };
};

/** All documents in one; later ones win. */
const mergeObjects: Open = () => {
  const merged: Doc = {};
  let bytes = 0;
  return {
    add(value) {
      if (isNullish(value)) return;
      check(
        isPlain(value),
        'Location40400',
        () => `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
      );
      for (const [name, field] of entriesOf(value)) {
        bytes += sizeOf(field) - (Object.hasOwn(merged, name) ? sizeOf(merged[name]) : 0);
        setField(merged, name, field);
      }
    },
    value: () => merged,
    bytes: () => bytes,
  };
};

const sum: Open = () => {
  const total = openSum();
  return { add: total.add, value: () => total.sum() };
};

const avg: Open = () => {
  const total = openSum();
  return { add: total.add, value: () => total.mean() };
};

/** The accumulators of one argument; they are expressions too. */
export const SIMPLE: Record<string, Open> = {
  $sum: sum,
  $avg: avg,
  $min: extreme(1),
  $max: extreme(-1),
  $stdDevPop: deviation(false),
  $stdDevSamp: deviation(true),
  $mergeObjects: mergeObjects,
};

/** All accumulators that take one value of each document. */
export const GROUPING: Record<string, Open> = {
  ...SIMPLE,
  $first: edge(true),
  $last: edge(false),
  $push: push,
  $addToSet: addToSet,
};
