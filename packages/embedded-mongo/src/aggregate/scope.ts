import type { Doc } from '../values/bson.ts';
import { asDouble, kindOf } from './numbers.ts';

/**
 * A compiled expression. Documents are as `decodeExact` reads them, and so is the result; undefined is missing. `env`
 * holds the values of the variables that the expression binds itself.
 */
export type Compiled = (root: unknown, env: unknown[]) => unknown;

/** The variables that an expression may name: those with a value already, and those bound around it. */
export interface Scope {
  values: Doc;
  slots: ReadonlyMap<string, number>;
  depth: number;
}

export const scopeOf = (values: Doc = {}): Scope => ({ values, slots: new Map(), depth: 0 });

/** A scope with further variables, and the places in `env` where their values belong. */
export function bind(scope: Scope, names: readonly string[]): { inner: Scope; slots: number[] } {
  const slots = names.map((_, i) => scope.depth + i);
  const all = new Map(scope.slots);
  names.forEach((name, i) => {
    all.set(name, slots[i]!);
  });
  return { inner: { ...scope, slots: all, depth: scope.depth + names.length }, slots };
}

/** Compiles an expression that stands within another. */
export type Compile = (expr: unknown, scope: Scope) => Compiled;

const CONSTANTS = new WeakMap<Compiled, { value: unknown }>();

export function constant(value: unknown): Compiled {
  const run: Compiled = () => value;
  CONSTANTS.set(run, { value });
  return run;
}

/** The value of an expression that is the same for every document. */
export const constantOf = (run: Compiled): { value: unknown } | undefined => CONSTANTS.get(run);

/** `run`, computed once where all its parts are constant. One that fails is left to fail when it is needed. */
export function fold(run: Compiled, parts: readonly Compiled[]): Compiled {
  if (!parts.every((part) => CONSTANTS.has(part))) return run;
  try {
    return constant(run({}, []));
  } catch {
    return run;
  }
}

/** Truth as the aggregation language has it: false, null, 0 and missing are not true. */
export function truthy(value: unknown): boolean {
  if (value === false || value === null || value === undefined || value === 0) return false;
  return !(typeof value === 'object' && kindOf(value) && asDouble(value) === 0);
}
