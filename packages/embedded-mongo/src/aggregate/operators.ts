import { Decimal128, Long, ObjectId } from 'bson';
import { evalExpr } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { MongoError, notSupported } from '../errors.ts';
import { typeName } from '../query/types.ts';
import { type Doc, isNumeric } from '../values/bson.ts';
import { compare, equal } from '../values/compare.ts';
import { encodeKey } from '../values/key.ts';

/** An operator of the aggregation library; an accumulator gets a list of documents. */
export type Operator = (obj: unknown, expr: unknown, options: Options) => unknown;

const argument = (obj: unknown, expr: unknown, options: Options): unknown =>
  evalExpr(obj as never, expr as never, options);

/** The value of an operator's only argument, given bare or in a list. */
function single(obj: unknown, expr: unknown, options: Options): unknown {
  const value = argument(obj, expr, options);
  return Array.isArray(expr) && expr.length === 1 ? (value as unknown[])[0] : value;
}

/** Comparisons in BSON's order instead of the library's, which knows only JavaScript's types. */
const comparison =
  (decide: (order: number) => unknown): Operator =>
  (obj, expr, options) => {
    const pair = argument(obj, expr, options);
    if (!Array.isArray(pair) || pair.length !== 2)
      throw new MongoError('Location16755', 'A comparison takes exactly 2 arguments');
    return decide(compare(pair[0], pair[1]));
  };

function refuseWide(name: string, value: unknown): void {
  if (value instanceof Decimal128 || value instanceof Long || typeof value === 'bigint')
    throw notSupported(`${name} on a decimal or on an integer beyond 2^53`);
}

const literal = (value: unknown) => ({ $literal: value });

/** Arithmetic refuses the numbers that a double can't hold, rather than answer with a rounded one. */
const guarded =
  (name: string, operator: Operator): Operator =>
  (obj, expr, options) => {
    const values = argument(obj, expr, options);
    for (const value of Array.isArray(values) ? values : [values])
      if (isNumeric(value)) refuseWide(name, value);
    return operator(
      obj,
      Array.isArray(values) && Array.isArray(expr) ? values.map(literal) : literal(values),
      options,
    );
  };

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

const letters =
  (change: (value: string) => string): Operator =>
  (obj, expr, options) =>
    change(text(single(obj, expr, options)) ?? '');

const REFUSED = ['$function', '$week', '$toHashedIndexKey', '$sampleRate'];
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
];
const library = expression as unknown as Record<string, Operator>;
const refusal = (name: string) =>
  [
    name,
    () => {
      throw notSupported(name);
    },
  ] as const;

/** Expressions: the library's, corrected where it answers otherwise than MongoDB. */
export const EXPRESSIONS: Record<string, Operator> = {
  ...library,
  ...Object.fromEntries(ARITHMETIC.map((name) => [name, guarded(name, library[name]!)])),
  ...Object.fromEntries(REFUSED.map(refusal)),
  $literal: (_obj, expr) => expr,
  $type: (obj, expr, options) => typeName(single(obj, expr, options)),
  $toString: (obj, expr, options) => text(single(obj, expr, options)),
  $toObjectId: (obj, expr, options) => objectId(single(obj, expr, options)),
  $toLower: letters((value) => value.toLowerCase()),
  $toUpper: letters((value) => value.toUpperCase()),
  $trunc: (obj, expr, options) =>
    guarded('$trunc', library.$trunc!)(
      obj,
      Array.isArray(expr) && expr.length === 2 ? expr : [single(obj, expr, options), 0],
      options,
    ),
  $toDate(obj, expr, options) {
    const value = single(obj, expr, options);
    return value instanceof ObjectId ? value.getTimestamp() : library.$toDate!(obj, literal(value), options);
  },
  $size(obj, expr, options) {
    const value = single(obj, expr, options);
    if (!Array.isArray(value))
      throw new MongoError(
        'BadValue',
        `The argument to $size must be an array, but was of type: ${typeName(value)}`,
      );
    return value.length;
  },
  $indexOfCP(obj, expr, options) {
    const [whole, part, from = 0, to] = argument(obj, expr, options) as [unknown, unknown, number?, number?];
    if (whole === null || whole === undefined) return null;
    if (typeof whole !== 'string' || typeof part !== 'string')
      throw new MongoError('BadValue', '$indexOfCP requires strings');
    const points = [...whole].slice(0, to);
    const at = points.slice(from).join('').indexOf(part);
    return at < 0 ? -1 : from + [...points.slice(from).join('').slice(0, at)].length;
  },
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: comparison((order) => Math.sign(order)),
  $in(obj, expr, options) {
    const [item, items] = argument(obj, expr, options) as unknown[];
    if (!Array.isArray(items)) throw new MongoError('BadValue', '$in requires an array as a second argument');
    return items.some((each) => equal(each, item));
  },
};

/** The values that an accumulator sees, missing ones as undefined. Outside of `$group` it is given the values themselves. */
function seen(coll: unknown, expr: unknown, options: Options): unknown[] {
  if (expr === null || expr === undefined) return Array.isArray(coll) ? coll : [coll];
  const { local } = options as unknown as { local?: { variables?: Doc } };
  const inner = {
    ...(options as unknown as { options: Options }).options,
    variables: { ...options.variables, ...local?.variables },
  } as Options;
  return (coll as unknown[]).map((doc) => argument(doc, expr, inner));
}

const present = (values: unknown[]) => values.filter((value) => value !== null && value !== undefined);

const numbers = (name: string, values: unknown[]): number[] =>
  values.filter((value) => {
    refuseWide(name, value);
    return typeof value === 'number';
  }) as number[];

const accumulators = accumulator as unknown as Record<string, Operator>;

/** Accumulators: the library's, corrected likewise. */
export const ACCUMULATORS: Record<string, Operator> = {
  ...accumulators,
  ...Object.fromEntries(['$accumulator'].map(refusal)),
  $sum: (coll, expr, options) => numbers('$sum', seen(coll, expr, options)).reduce((sum, n) => sum + n, 0),
  $avg(coll, expr, options) {
    const found = numbers('$avg', seen(coll, expr, options));
    return found.length === 0 ? null : found.reduce((sum, n) => sum + n, 0) / found.length;
  },
  $min: (coll, expr, options) => present(seen(coll, expr, options)).sort(compare)[0] ?? null,
  $max: (coll, expr, options) =>
    present(seen(coll, expr, options))
      .sort(compare)
      .at(-1) ?? null,
  $push: (coll, expr, options) => seen(coll, expr, options).filter((value) => value !== undefined),
  $addToSet(coll, expr, options) {
    const values = seen(coll, expr, options).filter((value) => value !== undefined);
    return [
      ...new Map(values.map((value) => [Buffer.from(encodeKey([value])).toString('latin1'), value])).values(),
    ];
  },
  $top: (coll, expr, options) => (accumulators.$top!(coll, expr, options) as unknown[])[0] ?? null,
  $bottom: (coll, expr, options) => (accumulators.$bottom!(coll, expr, options) as unknown[])[0] ?? null,
};
