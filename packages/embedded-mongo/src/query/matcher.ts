import { compileExpression } from '../aggregate/expression.ts';
import { filterFields } from '../aggregate/optimize.ts';
import { truthy } from '../aggregate/scope.ts';
import { MongoError } from '../errors.ts';
import { refuse } from '../refused.ts';
import { bsonType, type Doc, isPlain } from '../values/bson.ts';
import { readerOf } from '../values/partial.ts';
import { valuesAt } from '../values/path.ts';
import { isOfReference, isOperators } from '../values/reference.ts';
import { fieldTests, type Test } from './operators.ts';

export type Matcher = (doc: Doc) => boolean;

/** Compiles a query filter; every operator it does not know is an error. `vars` are the `let` variables of `$expr`. */
export function compileFilter(filter: Doc, vars: Doc = {}): Matcher {
  const tests: Matcher[] = [];
  for (const [key, value] of Object.entries(filter)) tests.push(compileEntry(key, value, vars));
  if (tests.length === 0) return () => true;
  if (tests.length === 1) return tests[0]!;
  return (doc) => tests.every((test) => test(doc));
}

function compileEntry(key: string, value: unknown, vars: Doc): Matcher {
  if (!key.startsWith('$')) return compileField(key, value);
  if (isOfReference(key)) return compileField(key, { $eq: value });
  switch (key) {
    case '$and': {
      const all = clauses(key, value, vars);
      return (doc) => all.every((test) => test(doc));
    }
    case '$or': {
      const any = clauses(key, value, vars);
      return (doc) => any.some((test) => test(doc));
    }
    case '$nor': {
      const none = clauses(key, value, vars);
      return (doc) => !none.some((test) => test(doc));
    }
    case '$expr': {
      const test = compileExpression(value, vars);
      return (doc) => truthy(test(doc));
    }
    case '$comment':
      return () => true;
    default:
      refuse('The operator', key);
      throw new MongoError('BadValue', `unknown top level operator: ${key}`);
  }
}

function clauses(name: string, value: unknown, vars: Doc): Matcher[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new MongoError('BadValue', `${name} must be a nonempty array`);
  return value.map((clause) => {
    if (!isPlain(clause)) throw new MongoError('BadValue', `${name} argument's entries must be objects`);
    return compileFilter(clause, vars);
  });
}

/** The operators of a field's condition; a plain value means equality, a regular expression means `$regex`. */
export function operatorsOf(value: unknown): Doc {
  if (bsonType(value) === 'BSONRegExp' || value instanceof RegExp) return { $regex: value };
  return isOperators(value) ? value : { $eq: value };
}

function compileField(path: string, condition: unknown): Matcher {
  const parts = path.split('.');
  const tests = fieldTests(operatorsOf(condition), compileFilter);
  if (parts.length === 1) {
    const name = parts[0]!;
    return (doc) => {
      const values = [Object.hasOwn(doc, name) ? doc[name] : undefined];
      return tests.every((test) => test(values));
    };
  }
  return (doc) => {
    const values = valuesAt(doc, parts, true);
    return tests.every((test) => test(values));
  };
}

/** Compiles a condition on one value by itself, as arrayFilters and `$pull` use it. */
export function compileValueTest(condition: unknown): (value: unknown) => boolean {
  const tests: Test[] = fieldTests(operatorsOf(condition), compileFilter);
  return (value) => tests.every((test) => test([value]));
}

/**
 * How to read documents for a filter: only the fields that it and `more` (paths) name, all of them where an expression
 * may name any. Only `$type` and expressions have to tell a whole double from an int32.
 */
export function readerFor(
  filter: Doc,
  more: readonly string[] = [],
  typed = false,
): (bytes: Uint8Array) => Doc {
  const exact = typed || mentions(filter, '$type') || mentions(filter, '$expr');
  const names = filterFields(filter, new Set(more.map(root)));
  return readerOf(names && [...names], exact);
}

const root = (path: string) => path.split('.', 1)[0]!;

function mentions(value: unknown, operator: string): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, operator));
  return (
    isPlain(value) &&
    Object.entries(value).some(([key, inner]) => key === operator || mentions(inner, operator))
  );
}
