import { sizeOf } from '../engine/memory.ts';
import { MongoError, notSupported } from '../errors.ts';
import type { SortSpec } from '../planner/plan.ts';
import { compareSorted, parseSort, sortValues } from '../query/sort.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { GROUPING, type Open, SIMPLE } from './accumulators.ts';
import { type Compiled, compile, type Scope } from './expression.ts';
import { positiveCount } from './operators/array-forms.ts';
import { isNullish } from './operators/operator.ts';

/** An accumulator of a stage: what it takes of each document, and how it begins. */
export interface Field {
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
  if (Object.hasOwn(SELECTING, name)) return SELECTING[name]!(name, operand, scope);
  if (name === '$count') {
    if (!isPlain(operand) || Object.keys(operand).length > 0)
      throw new MongoError('TypeMismatch', '$count takes no arguments, i.e. $count:{}');
    return { read: () => 1, open: SIMPLE.$sum! };
  }
  if (['$median', '$percentile', '$accumulator'].includes(name))
    throw notSupported(`The accumulator ${name}`);
  const open = Object.hasOwn(GROUPING, name) ? GROUPING[name] : undefined;
  if (!open) throw new MongoError('Location15952', `unknown group operator '${name}'`);
  if (Array.isArray(operand)) {
    if (operand.length !== 1)
      throw new MongoError('Location40237', `The ${name} accumulator is a unary operator`);
    return { read: compile(operand[0], scope), open };
  }
  return { read: compile(operand, scope), open };
}

type Select = (name: string, operand: unknown, scope: Scope) => Field;

interface Row {
  by: unknown[];
  value: unknown;
  place: number;
}

/** Keeps the `n` first rows of an order, in it. */
function keepFirst(n: number, order: (a: Row, b: Row) => number) {
  let rows: Row[] = [];
  let bytes = 0;
  let place = 0;
  const tidy = () => {
    rows = rows.sort((a, b) => order(a, b) || a.place - b.place).slice(0, n);
  };
  return {
    add(by: unknown[], value: unknown): void {
      rows.push({ by, value, place: place++ });
      bytes += sizeOf(value) + 64;
      if (rows.length >= 2 * n + 100) {
        bytes *= n / rows.length;
        tidy();
      }
    },
    values(): unknown[] {
      tidy();
      return rows.map((row) => row.value ?? null);
    },
    bytes: () => bytes,
  };
}

function arguments_(name: string, operand: unknown, keys: readonly string[]): Doc {
  if (!isPlain(operand))
    throw new MongoError(
      'Location5788001',
      `specification must be an object; found ${name}: ${String(operand)}`,
    );
  for (const key of Object.keys(operand))
    if (!keys.includes(key)) throw new MongoError('Location5788002', `Unknown argument to ${name} '${key}'`);
  for (const key of keys)
    if (!(key in operand))
      throw new MongoError(
        key === 'sortBy' ? 'Location5788005' : 'Location5788003',
        `Missing value for '${key}'`,
      );
  return operand;
}

/** The `n` of an accumulator: the same for all documents of a group, so it reads none. */
const countOf = (spec: Doc, scope: Scope) => {
  const run = compile(spec.n, scope);
  return (): number => positiveCount(run({}, []));
};

/** `$firstN`, `$lastN`, `$minN`, `$maxN`. */
const several =
  (sorted: 1 | -1 | undefined, last: boolean): Select =>
  (name, operand, scope) => {
    const spec = arguments_(name, operand, ['input', 'n']);
    const n = countOf(spec, scope);
    return {
      read: compile(spec.input, scope),
      open() {
        const size = n();
        const kept = keepFirst(size, (a, b) =>
          sorted ? compare(a.value, b.value) * sorted : last ? b.place - a.place : 0,
        );
        return {
          add(value) {
            if (!sorted || !isNullish(value)) kept.add([], value);
          },
          value: () => (last ? kept.values().reverse() : kept.values()),
          bytes: kept.bytes,
        };
      },
    };
  };

/** `$top`, `$bottom` and their N. */
const ranked =
  (bottom: boolean, many: boolean): Select =>
  (name, operand, scope) => {
    const spec = arguments_(name, operand, many ? ['sortBy', 'output', 'n'] : ['sortBy', 'output']);
    const sort: SortSpec = parseSort(spec.sortBy);
    const output = compile(spec.output, scope);
    const n = many ? countOf(spec, scope) : () => 1;
    return {
      read: (root, env) => ({ by: sortValues(root as Doc, sort), value: output(root, env) }),
      open() {
        const kept = keepFirst(n(), (a, b) =>
          bottom ? compareSorted(b.by, a.by, sort) || b.place - a.place : compareSorted(a.by, b.by, sort),
        );
        return {
          add(row) {
            const { by, value } = row as Row;
            kept.add(by, value);
          },
          value() {
            const values = bottom ? kept.values().reverse() : kept.values();
            return many ? values : (values[0] ?? null);
          },
          bytes: kept.bytes,
        };
      },
    };
  };

const SELECTING: Record<string, Select> = {
  $firstN: several(undefined, false),
  $lastN: several(undefined, true),
  $minN: several(1, false),
  $maxN: several(-1, false),
  $top: ranked(false, false),
  $bottom: ranked(true, false),
  $topN: ranked(false, true),
  $bottomN: ranked(true, true),
};
