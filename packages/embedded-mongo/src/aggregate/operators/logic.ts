import { MongoError } from '../../errors.ts';
import { isPlain } from '../../values/bson.ts';
import { compare } from '../../values/compare.ts';
import { bind, type Compile, type Compiled, constant, fold, type Scope, truthy } from '../scope.ts';
import { binary, isNullish, type Operators, unary } from './operator.ts';

/** An operator that decides itself which of its parts are computed, and with which variables. */
export type Form = (operand: unknown, scope: Scope, compile: Compile) => Compiled;

const comparison = (decide: (order: number) => unknown) => binary((a, b) => decide(compare(a, b)));

/** Comparisons in BSON's order; missing is less than null. */
export const LOGIC: Operators = {
  $not: unary((value) => !truthy(value)),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: comparison((order) => Math.sign(order)),
};

const list = (operand: unknown) => (Array.isArray(operand) ? operand : [operand]);

/** `$and` stops at the first that is not true, `$or` at the first that is. */
const untilFound =
  (wanted: boolean): Form =>
  (operand, scope, compile) => {
    const parts = list(operand).map((part) => compile(part, scope));
    return fold((root, env) => {
      for (const part of parts) if (truthy(part(root, env)) === wanted) return wanted;
      return !wanted;
    }, parts);
  };

const BRANCH = new Set(['case', 'then']);

/** The name of a variable that a user may bind. */
export function variableName(name: unknown): string {
  if (typeof name !== 'string' || !/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name))
    throw new MongoError(
      'FailedToParse',
      `'${String(name)}' starts with an invalid character for a user variable name`,
    );
  return name;
}

export const LOGIC_FORMS: Record<string, Form> = {
  $and: untilFound(false),
  $or: untilFound(true),
  $literal: (operand) => constant(operand),
  $const: (operand) => constant(operand),
  $expr: (operand, scope, compile) =>
    compile(Array.isArray(operand) && operand.length === 1 ? operand[0] : operand, scope),
  $cond(operand, scope, compile) {
    let parts: unknown[];
    if (isPlain(operand)) {
      for (const key of Object.keys(operand))
        if (!['if', 'then', 'else'].includes(key))
          throw new MongoError('Location17083', `Unrecognized parameter to $cond: ${key}`);
      for (const [key, code] of [
        ['if', 'Location17080'],
        ['then', 'Location17081'],
        ['else', 'Location17082'],
      ] as const)
        if (!(key in operand)) throw new MongoError(code, `Missing '${key}' parameter to $cond`);
      parts = [operand.if, operand.then, operand.else];
    } else parts = list(operand);
    if (parts.length !== 3)
      throw new MongoError(
        'Location16020',
        `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`,
      );
    const [test, yes, no] = parts.map((part) => compile(part, scope)) as [Compiled, Compiled, Compiled];
    return fold((root, env) => (truthy(test(root, env)) ? yes(root, env) : no(root, env)), [test, yes, no]);
  },
  $ifNull(operand, scope, compile) {
    const parts = list(operand).map((part) => compile(part, scope));
    if (parts.length < 2)
      throw new MongoError('Location1257300', `$ifNull needs at least two arguments, had: ${parts.length}`);
    const last = parts.pop()!;
    return fold(
      (root, env) => {
        for (const part of parts) {
          const value = part(root, env);
          if (!isNullish(value)) return value;
        }
        return last(root, env);
      },
      [...parts, last],
    );
  },
  $switch(operand, scope, compile) {
    if (!isPlain(operand)) throw new MongoError('Location40060', '$switch requires an object as an argument');
    for (const key of Object.keys(operand))
      if (key !== 'branches' && key !== 'default')
        throw new MongoError('Location40067', `$switch found an unknown argument: ${key}`);
    if (!Array.isArray(operand.branches))
      throw new MongoError('Location40061', '$switch expected an array for branches');
    if (operand.branches.length === 0)
      throw new MongoError('Location40068', '$switch requires at least one branch.');
    const branches = operand.branches.map((branch: unknown) => {
      if (!isPlain(branch))
        throw new MongoError('Location40062', '$switch expected each branch to be an object');
      for (const key of Object.keys(branch))
        if (!BRANCH.has(key))
          throw new MongoError('Location40063', `$switch found an unknown argument to a branch: ${key}`);
      if (!('case' in branch))
        throw new MongoError('Location40064', "$switch requires each branch have a 'case' expression");
      if (!('then' in branch))
        throw new MongoError('Location40065', "$switch requires each branch have a 'then' expression.");
      return [compile(branch.case, scope), compile(branch.then, scope)] as const;
    });
    const other = 'default' in operand ? compile(operand.default, scope) : undefined;
    return (root, env) => {
      for (const [test, then] of branches) if (truthy(test(root, env))) return then(root, env);
      if (other) return other(root, env);
      throw new MongoError(
        'Location40066',
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    };
  },
  $let(operand, scope, compile) {
    if (!isPlain(operand))
      throw new MongoError('Location16874', '$let only supports an object as its argument');
    for (const key of Object.keys(operand))
      if (key !== 'vars' && key !== 'in')
        throw new MongoError('Location16875', `Unrecognized parameter to $let: ${key}`);
    if (!isPlain(operand.vars)) throw new MongoError('Location16876', "Missing 'vars' parameter to $let");
    if (!('in' in operand)) throw new MongoError('Location16877', "Missing 'in' parameter to $let");
    const { inner, slots } = bind(scope, Object.keys(operand.vars).map(variableName));
    const values = Object.values(operand.vars).map((value) => compile(value, scope));
    const body = compile(operand.in, inner);
    return (root, env) => {
      const bound = values.map((value) => value(root, env));
      bound.forEach((value, i) => {
        env[slots[i]!] = value;
      });
      return body(root, env);
    };
  },
};
