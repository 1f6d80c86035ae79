import { Decimal128, Long, ObjectId } from 'bson';
import { Context } from 'mingo';
import { evalExpr } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as window from 'mingo/operators/window';
import type { Options } from 'mingo/types';
import { MongoError, notSupported } from '../errors.ts';
import { typeName } from '../query/types.ts';
import { type Doc, decodePlain, encode, isNumeric } from '../values/bson.ts';
import { compare, equal } from '../values/compare.ts';

type Operator = (obj: unknown, expr: unknown, options: Options) => unknown;

/** Comparisons in BSON's order instead of the library's, which knows only JavaScript's types. */
const comparison =
  (decide: (order: number) => unknown): Operator =>
  (obj, expr, options) => {
    const pair = evalExpr(obj as never, expr as never, options) as unknown[];
    if (!Array.isArray(pair) || pair.length !== 2)
      throw new MongoError('Location16755', 'A comparison takes exactly 2 arguments');
    return decide(compare(pair[0], pair[1]));
  };

const evaluated = (coll: unknown, expr: unknown, options: Options): unknown[] => {
  const values = accumulator.$push(coll as never, expr as never, options as never) as unknown;
  return Array.isArray(values) ? values : [values];
};

/** The value of an operator's only argument, given bare or in a list. */
function single(obj: unknown, expr: unknown, options: Options): unknown {
  const value = evalExpr(obj as never, expr as never, options) as unknown;
  return Array.isArray(expr) && expr.length === 1 ? (value as unknown[])[0] : value;
}

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (['string', 'number', 'boolean'].includes(typeof value) || value instanceof ObjectId || isNumeric(value))
    return String(value);
  throw new MongoError(
    'ConversionFailure',
    `Unsupported conversion from ${typeName(value)} to string in $convert with no onError value`,
  );
}

function objectId(value: unknown): ObjectId | null {
  if (value === null || value === undefined) return null;
  if (value instanceof ObjectId) return value;
  if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
  throw new MongoError(
    'ConversionFailure',
    `Failed to parse objectId '${String(value)}' in $convert with no onError value`,
  );
}

const present = (values: unknown[]) => values.filter((value) => value !== null && value !== undefined);

const numbers = (name: string, values: unknown[]): number[] =>
  values.filter((value) => {
    refuseWide(name, value);
    return typeof value === 'number';
  }) as number[];

function refuseWide(name: string, value: unknown): void {
  if (value instanceof Decimal128 || value instanceof Long || typeof value === 'bigint')
    throw notSupported(`${name} on a decimal or on an integer beyond 2^53`);
}

/** Arithmetic refuses the numbers that a double can't hold, rather than answer with a rounded one. */
const guarded =
  (name: string, operator: Operator): Operator =>
  (obj, expr, options) => {
    const values = evalExpr(obj as never, expr as never, options);
    for (const value of Array.isArray(values) ? values : [values])
      if (isNumeric(value)) refuseWide(name, value);
    const literal = (value: unknown) => ({ $literal: value });
    return operator(
      obj,
      Array.isArray(values) && Array.isArray(expr) ? values.map(literal) : literal(values),
      options,
    );
  };

const ARITHMETIC = [
  '$abs',
  '$add',
  '$ceil',
  '$divide',
  '$floor',
  '$mod',
  '$multiply',
  '$pow',
  '$round',
  '$sqrt',
  '$subtract',
  '$trunc',
];
const library = expression as unknown as Record<string, Operator>;

const context = Context.init({
  accumulator: {
    ...accumulator,
    $sum: (coll: unknown, expr: unknown, options: Options) =>
      numbers('$sum', evaluated(coll, expr, options)).reduce((sum, n) => sum + n, 0),
    $avg: (coll: unknown, expr: unknown, options: Options) => {
      const found = numbers('$avg', evaluated(coll, expr, options));
      return found.length === 0 ? null : found.reduce((sum, n) => sum + n, 0) / found.length;
    },
    $min: (coll: unknown, expr: unknown, options: Options) =>
      present(evaluated(coll, expr, options)).sort(compare)[0] ?? null,
    $max: (coll: unknown, expr: unknown, options: Options) =>
      present(evaluated(coll, expr, options))
        .sort(compare)
        .at(-1) ?? null,
  },
  expression: {
    ...expression,
    ...Object.fromEntries(ARITHMETIC.map((name) => [name, guarded(name, library[name]!)])),
    $literal: (_obj: unknown, expr: unknown) => expr,
    $type: (obj: unknown, expr: unknown, options: Options) => typeName(single(obj, expr, options)),
    $toString: (obj: unknown, expr: unknown, options: Options) => text(single(obj, expr, options)),
    $toObjectId: (obj: unknown, expr: unknown, options: Options) => objectId(single(obj, expr, options)),
    $eq: comparison((order) => order === 0),
    $ne: comparison((order) => order !== 0),
    $gt: comparison((order) => order > 0),
    $gte: comparison((order) => order >= 0),
    $lt: comparison((order) => order < 0),
    $lte: comparison((order) => order <= 0),
    $cmp: comparison((order) => Math.sign(order)),
    $in: (obj: unknown, expr: unknown, options: Options) => {
      const [item, items] = evalExpr(obj as never, expr as never, options) as unknown[];
      if (!Array.isArray(items))
        throw new MongoError('BadValue', '$in requires an array as a second argument');
      return items.some((each) => equal(each, item));
    },
  },
  pipeline,
  projection,
  window,
} as never);

/** Options for one run of the aggregation library; scripts are off. */
export const mingoOptions = (variables: Doc): Options =>
  ({
    idKey: '_id',
    processingMode: 0,
    useStrictMode: true,
    scriptEnabled: false,
    failOnError: true,
    context,
    variables,
  }) as Options;

/** Evaluates an aggregation expression on a document. Errors of the library become BadValue. */
export function evaluate(expr: unknown, doc: Doc, variables: Doc = {}): unknown {
  return asMongo(() => evalExpr(plain(doc) as never, expr as never, mingoOptions(variables)));
}

/** Runs `work` with the library's own errors turned into MongoDB's. */
export function asMongo<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof MongoError) throw error;
    throw new MongoError('BadValue', (error as Error).message);
  }
}

/** A document with every exact number as a bare one. */
export const plain = (doc: Doc): Doc => decodePlain(encode(doc));

/** Truth as the aggregation language has it: false, null, 0 and missing are not true. */
export const truthy = (value: unknown): boolean =>
  value !== false &&
  value !== null &&
  value !== undefined &&
  !(isNumeric(value) && Number(String(value)) === 0);
