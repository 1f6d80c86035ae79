import { BSONRegExp } from 'bson';
import { Context } from 'mingo';
import { evalExpr } from 'mingo/core';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import type { Options } from 'mingo/types';
import { MongoError } from '../errors.ts';
import { toRegExp } from '../query/regex.ts';
import { type Doc, decodePlain, encode, isNumeric, isPlain } from '../values/bson.ts';
import { ACCUMULATORS, EXPRESSIONS } from './operators.ts';

const context = Context.init({
  accumulator: ACCUMULATORS,
  expression: EXPRESSIONS,
  pipeline,
  projection,
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

/** Evaluates an aggregation expression on a document as stored; undefined where the result is missing. */
export const evaluate = (expr: unknown, doc: Doc, variables: Doc = {}): unknown =>
  evaluatePlain(expr, plain(doc), variables);

/** The same on a document that is plain already. Errors of the library become BadValue. */
export const evaluatePlain = (expr: unknown, doc: Doc, variables: Doc = {}): unknown =>
  asMongo(() => evalExpr(doc as never, forLibrary(expr) as never, mingoOptions(variables)));

const prepared = new WeakMap<object, unknown>();

/** An expression with its regular expressions as JavaScript's, which are the ones that the library knows. */
export function forLibrary<T>(expr: T): T {
  if (typeof expr !== 'object' || expr === null) return expr;
  const known = prepared.get(expr);
  if (known !== undefined) return known as T;
  let out: unknown = expr;
  if (expr instanceof BSONRegExp) out = toRegExp(expr, undefined);
  else if (Array.isArray(expr)) out = expr.map(forLibrary);
  else if (isPlain(expr))
    out = Object.fromEntries(Object.entries(expr).map(([key, value]) => [key, forLibrary(value)]));
  prepared.set(expr, out);
  return out as T;
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
