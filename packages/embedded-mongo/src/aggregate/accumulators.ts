import { sizeOf } from '../engine/memory.ts';
import { MongoError } from '../errors.ts';
import { refuse } from '../refused.ts';
import { isPlain } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { keyOf } from './equality.ts';
import { compile } from './expression.ts';
import { openSum } from './numbers.ts';
import { isNullish } from './operators/operator.ts';
import type { Compiled, Scope } from './scope.ts';

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

const sum: Open = () => {
  const total = openSum();
  return { add: total.add, value: () => total.sum() };
};

const avg: Open = () => {
  const total = openSum();
  return { add: total.add, value: () => total.mean() };
};

/** The accumulators, by name. */
const ACCUMULATORS: Record<string, Open> = {
  $sum: sum,
  $avg: avg,
  $min: extreme(1),
  $max: extreme(-1),
  $first: edge(true),
  $last: edge(false),
  $push: push,
  $addToSet: addToSet,
};

/** An accumulator of a stage: what it takes of each document, and how it begins. */
interface Field {
  read: Compiled;
  open: Open;
}

/** Compiles `{ $sum: expr }` and its like. */
export function compileAccumulator(field: string, spec: unknown, scope: Scope): Field {
  if (!isPlain(spec))
    throw new MongoError('Location40234', `The field '${field}' must be an accumulator object`);
  const names = Object.keys(spec);
  const [name] = names;
  if (names.length !== 1 || name === undefined)
    throw new MongoError('Location40238', `The field '${field}' must specify one accumulator`);
  const operand = spec[name];
  if (name === '$count') {
    if (!isPlain(operand) || Object.keys(operand).length > 0)
      throw new MongoError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
    return { read: () => 1, open: sum };
  }
  const open = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  if (!open) {
    refuse('The accumulator', name);
    throw new MongoError('Location15952', `unknown group operator '${name}'`);
  }
  if (Array.isArray(operand)) {
    if (operand.length !== 1)
      throw new MongoError('Location40237', `The ${name} accumulator is a unary operator`);
    return { read: compile(operand[0], scope), open };
  }
  return { read: compile(operand, scope), open };
}
