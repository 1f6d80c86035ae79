import { checkMemory, sizeOf } from '../engine/memory.ts';
import { MongoError, notSupported } from '../errors.ts';
import type { SortSpec } from '../planner/plan.ts';
import { compareSorted, sortValues } from '../query/sort.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { compileAccumulator } from './accumulator-fields.ts';
import { stageDoc } from './document-stages.ts';
import { type Compiled, compile, constantOf, fieldParts, type Scope } from './expression.ts';
import { ADD, asDouble, calculate, double, kindOf } from './numbers.ts';
import { isNullish } from './operators/operator.ts';
import { withPath } from './project.ts';
import { sortSpec } from './sort.ts';
import { chunked, type Make, type Stage } from './stage.ts';
import { compileBounds, type Row } from './window-bounds.ts';

/** A function over the rows of one partition: a value for each. */
type Fill = (rows: readonly Row[]) => unknown[];

/** `$setWindowFields`: computes for each document over those around it in its partition's order. */
export function setWindowFields(value: unknown, { scope, pause }: Make): Stage {
  const spec = stageDoc('$setWindowFields', value, 'FailedToParse');
  for (const key of Object.keys(spec))
    if (!['partitionBy', 'sortBy', 'output'].includes(key))
      throw new MongoError('UnknownField', `BSON field '$setWindowFields.${key}' is an unknown field.`);
  if (!isPlain(spec.output))
    throw new MongoError('FailedToParse', "$setWindowFields requires an 'output' object");
  const partition = compile(spec.partitionBy ?? null, scope);
  const sort = spec.sortBy === undefined ? [] : sortSpec(spec.sortBy);
  const fields = Object.entries(spec.output).map(([path, one]) => ({
    parts: fieldParts(path),
    fill: compileFill(path, one, sort, scope),
  }));
  return async function* (input) {
    const all: (Row & { part: unknown })[] = [];
    let bytes = 0;
    for await (const docs of input) {
      for (const doc of docs) {
        const part = partition(doc, []) ?? null;
        if (Array.isArray(part))
          throw new MongoError(
            'TypeMismatch',
            'An expression used to partition cannot evaluate to value of type array',
          );
        all.push({ doc, part, by: sortValues(doc, sort) });
        bytes += sizeOf(doc);
      }
      checkMemory('$setWindowFields', bytes);
      await pause();
    }
    all.sort((a, b) => compare(a.part, b.part) || compareSorted(a.by, b.by, sort));
    for (let from = 0; from < all.length; ) {
      let to = from + 1;
      while (to < all.length && compare(all[to]!.part, all[from]!.part) === 0) to++;
      const rows = all.slice(from, to);
      const values = fields.map(({ fill }) => fill(rows));
      await pause();
      yield* chunked(rows.keys(), (i) =>
        fields.reduce((doc, { parts }, j) => withPath(doc, parts, values[j]![i]), rows[i]!.doc),
      );
      from = to;
    }
  };
}

function compileFill(path: string, spec: unknown, sort: SortSpec, scope: Scope): Fill {
  if (!isPlain(spec))
    throw new MongoError('FailedToParse', `The field '${path}' must be a window function object`);
  const { window, ...functions } = spec;
  const [name, ...others] = Object.keys(functions);
  if (name === undefined || others.length > 0)
    throw new MongoError('FailedToParse', 'Window function expression must have exactly one function');
  if (['$derivative', '$integral', '$expMovingAvg', '$covariancePop', '$covarianceSamp'].includes(name))
    throw notSupported(`The window function ${name}`);
  const own = Object.hasOwn(FILLS, name) ? FILLS[name] : undefined;
  if (own) {
    if (window !== undefined)
      throw new MongoError('Location5371601', `${name} does not accept a 'window' field`);
    if (sort.length === 0)
      throw new MongoError('Location5371602', `${name} must be specified with a top level sortBy expression`);
    return own(functions[name], sort, scope);
  }
  const { read, open } = compileAccumulator(path, functions, scope);
  const bounds = compileBounds(window, sort);
  return (rows) => {
    let done = { from: 0, to: 0 };
    let part = open();
    let result = part.value();
    return bounds(rows).map(({ from, to }) => {
      if (from === done.from && to === done.to) return result;
      if (from !== done.from || to < done.to) {
        part = open();
        done = { from, to: from };
      }
      for (let i = done.to; i < to; i++) part.add(read(rows[i]!.doc, []));
      done = { from, to };
      result = snapshot(part.value());
      return result;
    });
  };
}

/** A list or a document that goes on growing for the next rows is copied. */
const snapshot = (value: unknown): unknown =>
  Array.isArray(value) ? [...value] : isPlain(value) ? { ...value } : value;

const same = (a: Row, b: Row, sort: SortSpec) => compareSorted(a.by, b.by, sort) === 0;

/** The functions that see the whole partition. */
const FILLS: Record<string, (operand: unknown, sort: SortSpec, scope: Scope) => Fill> = {
  $documentNumber: () => (rows) => rows.map((_, i) => i + 1),
  $rank: (_, sort) => (rows) => {
    let rank = 0;
    return rows.map((row, i) => {
      if (i === 0 || !same(row, rows[i - 1]!, sort)) rank = i + 1;
      return rank;
    });
  },
  $denseRank: (_, sort) => (rows) => {
    let rank = 0;
    return rows.map((row, i) => {
      if (i === 0 || !same(row, rows[i - 1]!, sort)) rank++;
      return rank;
    });
  },
  $shift(operand, _sort, scope) {
    if (!isPlain(operand)) throw new MongoError('FailedToParse', 'Argument to $shift must be an object');
    const by = toNumber(operand.by);
    if (by === undefined || !Number.isInteger(by))
      throw new MongoError('FailedToParse', "'$shift:by' field must be an integer");
    const output = compile(operand.output, scope);
    const other = constantOf(compile(operand.default ?? null, scope));
    if (!other)
      throw new MongoError('FailedToParse', "'$shift:default' expression must yield a constant value.");
    return (rows) =>
      rows.map((_, i) => {
        const row = rows[i + by];
        return row ? (output(row.doc, []) ?? null) : other.value;
      });
  },
  $locf(operand, _sort, scope) {
    const read = compile(operand, scope);
    return (rows) => {
      let last: unknown = null;
      return rows.map(({ doc }) => {
        last = read(doc, []) ?? last;
        return last;
      });
    };
  },
  $linearFill(operand, sort, scope) {
    if (sort.length !== 1)
      throw new MongoError(
        'Location605001',
        '$linearFill must be specified with a top level sortBy expression with exactly one element',
      );
    return linear(compile(operand, scope));
  },
};

/** Null and missing values between two numbers lie on the line from one to the other. */
const linear =
  (read: Compiled): Fill =>
  (rows) => {
    const places = rows.map(({ by: [at] }) => {
      if (at instanceof Date) return at.getTime();
      if (kindOf(at)) return asDouble(at);
      throw new MongoError('TypeMismatch', '$linearFill needs a sortBy field of numbers or dates');
    });
    const values = rows.map(({ doc }) => read(doc, []) ?? null);
    let before = -1;
    let after = 0;
    return values.map((value, i) => {
      if (!isNullish(value)) {
        if (!kindOf(value)) throw new MongoError('TypeMismatch', '$linearFill only supports numeric types');
        before = i;
        return value;
      }
      if (after <= i) after = i + 1;
      while (after < values.length && isNullish(values[after])) after++;
      if (before < 0 || after >= values.length) return null;
      const share = (places[i]! - places[before]!) / (places[after]! - places[before]!);
      const [low, high] = [asDouble(values[before]), asDouble(values[after])];
      return calculate(ADD, values[before], double((high - low) * share));
    });
  };

/** `$fill` in other stages' words. */
export function fill(value: unknown): Doc[] {
  const spec = stageDoc('$fill', value, 'FailedToParse');
  for (const key of Object.keys(spec))
    if (!['partitionBy', 'partitionByFields', 'sortBy', 'output'].includes(key))
      throw new MongoError('UnknownField', `BSON field '$fill.${key}' is an unknown field.`);
  if (!isPlain(spec.output)) throw new MongoError('FailedToParse', "$fill requires an 'output' object");
  const { partitionByFields: names } = spec;
  if (names !== undefined && (spec.partitionBy !== undefined || !Array.isArray(names)))
    throw new MongoError(
      'Location6050204',
      "Maximum one of 'partitionBy' and 'partitionByFields' can be specified in $fill",
    );
  const partitionBy = names
    ? Object.fromEntries((names as string[]).map((name) => [name.replaceAll('.', '_'), `$${name}`]))
    : spec.partitionBy;
  const carried: Doc = {};
  const given: Doc = {};
  for (const [path, how] of Object.entries(spec.output)) {
    if (isPlain(how) && how.method === 'locf') carried[path] = { $locf: `$${path}` };
    else if (isPlain(how) && how.method === 'linear') carried[path] = { $linearFill: `$${path}` };
    else if (isPlain(how) && 'value' in how) given[path] = { $ifNull: [`$${path}`, how.value] };
    else
      throw new MongoError(
        'Location6050202',
        "Each output of $fill needs a 'value', or a 'method' of linear or locf",
      );
  }
  const stages: Doc[] = [];
  if (Object.keys(carried).length > 0)
    stages.push({
      $setWindowFields: {
        ...(partitionBy !== undefined && { partitionBy }),
        ...(spec.sortBy !== undefined && { sortBy: spec.sortBy }),
        output: carried,
      },
    });
  if (Object.keys(given).length > 0) stages.push({ $addFields: given });
  return stages;
}
