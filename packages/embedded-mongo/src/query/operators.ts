import { MongoError } from '../errors.ts';
import { refuse } from '../refused.ts';
import { bsonType, type Doc, isPlain, toNumber } from '../values/bson.ts';
import { compare, equal, exact, RANK, rankOf } from '../values/compare.ts';
import { Whole, whole } from '../values/path.ts';
import { isOfReference, isOperators } from '../values/reference.ts';
import { modTest, sizeOf } from './numbers.ts';
import { toRegExp } from './regex.ts';
import { typeTest } from './types.ts';

/** A test of all values that a path leads to (`undefined` is a missing one). */
export type Test = (values: readonly unknown[]) => boolean;
type One = (value: unknown) => boolean;
type Compile = (filter: Doc) => (doc: Doc) => boolean;

/** Compiles the operators of one field's condition. */
export function fieldTests(operators: Doc, compile: Compile): Test[] {
  const tests: Test[] = [];
  for (const [name, operand] of Object.entries(operators)) {
    if (name === '$options') {
      if (!('$regex' in operators)) throw new MongoError('BadValue', '$options needs a $regex');
      continue;
    }
    tests.push(operatorTest(name, operand, operators, compile));
  }
  return tests;
}

function operatorTest(name: string, operand: unknown, all: Doc, compile: Compile): Test {
  switch (name) {
    case '$eq':
      return anyOf(equals(operand));
    case '$ne':
      if (isRegex(operand)) throw new MongoError('BadValue', "Can't have regex as arg to $ne.");
      return not(anyOf(equals(operand)));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return anyOf(ordered(name, operand));
    case '$in':
      return anyOf(isIn(list(name, operand)));
    case '$nin':
      return not(anyOf(isIn(list(name, operand))));
    case '$exists': {
      const wanted = trueValue(operand);
      return (values) => values.some((value) => value !== undefined) === wanted;
    }
    case '$type':
      return anyOf(typeTest(operand));
    case '$regex': {
      const regex = toRegExp(operand, all.$options);
      return anyOf((value) => (typeof value === 'string' ? regex.test(value) : equal(value, operand)));
    }
    case '$mod':
      return anyOf(modTest(operand));
    case '$size': {
      const size = sizeOf(operand);
      return (values) => values.some((value) => arrayOf(value)?.length === size);
    }
    case '$all':
      return allOf(list(name, operand), compile);
    case '$elemMatch': {
      const test = elemMatch(operand, compile);
      return (values) => values.some((value) => arrayOf(value)?.some(test) ?? false);
    }
    case '$not': {
      if (!isPlain(operand) && !isRegex(operand))
        throw new MongoError('BadValue', '$not needs a regex or a document');
      const inner = isPlain(operand) ? operand : { $regex: operand };
      if (Object.keys(inner).length === 0) throw new MongoError('BadValue', '$not cannot be empty');
      const tests = fieldTests(inner, compile);
      return (values) => !tests.every((test) => test(values));
    }
    case '$comment':
      return () => true;
    default:
      refuse('The operator', name);
      throw new MongoError('BadValue', `unknown operator: ${name}`);
  }
}

/** A test of a value itself or, where it is an array, of any element. */
const anyOf =
  (one: One): Test =>
  (values) => {
    for (const value of values) {
      if (value instanceof Whole) {
        if (one(value.array)) return true;
        continue;
      }
      if (one(value)) return true;
      if (Array.isArray(value)) for (const item of value) if (one(item)) return true;
    }
    return false;
  };

const arrayOf = (value: unknown): unknown[] | undefined =>
  value instanceof Whole ? value.array : Array.isArray(value) ? value : undefined;

const not =
  (test: Test): Test =>
  (values) =>
    !test(values);

function equals(operand: unknown): One {
  if (operand === null || operand === undefined) return (value) => value === undefined || value === null;
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  return (value) => value !== undefined && equal(value, operand);
}

const isRegex = (value: unknown) => bsonType(value) === 'BSONRegExp' || value instanceof RegExp;

/** What MongoDB takes for true in an option: everything but false, null and zero. */
const trueValue = (value: unknown) =>
  value !== false && value !== null && value !== undefined && toNumber(value) !== 0;

function ordered(name: string, operand: unknown): One {
  if (isRegex(operand)) throw new MongoError('BadValue', `Can't have RegEx as arg to predicate ${name}`);
  const rank = rankOf(operand ?? null);
  const open = rank === RANK.MinKey || rank === RANK.MaxKey;
  const orEqual = name.endsWith('e');
  const sign = name.startsWith('$g') ? 1 : -1;
  return (found) => {
    const value = found === undefined && rank === RANK.null ? null : found;
    if (!open && (value === undefined || rankOf(value) !== rank)) return false;
    const order = compare(value, operand ?? null);
    if (order === 0) return orEqual;
    if (rank === RANK.number && (isNaNValue(value) || isNaNValue(operand))) return false;
    return order * sign > 0;
  };
}

const isNaNValue = (value: unknown) => Number.isNaN(exact(value));

function list(name: string, operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', `${name} needs an array`);
  return operand;
}

function isIn(operands: unknown[]): One {
  const plain = new Set<unknown>();
  const rest: One[] = [];
  for (const operand of operands) {
    if (isOperators(operand)) throw new MongoError('BadValue', 'cannot nest $ under $in');
    if (typeof operand === 'string') plain.add(operand);
    else if (bsonType(operand) === 'ObjectId') plain.add(String(operand));
    else if (isRegex(operand)) {
      const regex = toRegExp(operand, undefined);
      rest.push((value) => typeof value === 'string' && regex.test(value), equals(operand));
    } else rest.push(equals(operand));
  }
  const idsToo = operands.some((operand) => bsonType(operand) === 'ObjectId');
  const strings = new Set(operands.filter((operand) => typeof operand === 'string'));
  return (value) => {
    if (typeof value === 'string') {
      if (strings.has(value)) return true;
    } else if (idsToo && bsonType(value) === 'ObjectId' && plain.has(String(value))) return true;
    return rest.some((test) => test(value));
  };
}

function elemMatch(operand: unknown, compile: Compile): One {
  if (!isPlain(operand)) throw new MongoError('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  const ofReference = Object.keys(operand).some(isOfReference);
  if (first?.startsWith('$') && !ofReference && !['$and', '$or', '$nor', '$expr'].includes(first)) {
    const tests = fieldTests(operand, compile);
    return (value) => value !== undefined && tests.every((test) => test([whole(value)]));
  }
  refuseTopLevel(operand);
  const matches = compile(operand);
  return (value) => (isPlain(value) || Array.isArray(value)) && matches(value as Doc);
}

/** `$expr` and its like see a whole document and so stand only at the top of a filter. */
function refuseTopLevel(filter: Doc): void {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$expr' || key === '$where' || key === '$text')
      throw new MongoError('BadValue', `${key} can only be applied to the top-level document`);
    if (['$and', '$or', '$nor'].includes(key) && Array.isArray(value))
      for (const clause of value) if (isPlain(clause)) refuseTopLevel(clause);
  }
}

function allOf(operands: unknown[], compile: Compile): Test {
  if (operands.length === 0) return () => false;
  const first = (operand: unknown) => (isPlain(operand) ? (Object.keys(operand)[0] ?? '') : '');
  const elements = first(operands[0]) === '$elemMatch';
  const tests = operands.map((operand): Test => {
    if (elements && first(operand) === '$elemMatch') return fieldTests(operand as Doc, compile)[0]!;
    if (elements || isOperators(operand))
      throw new MongoError(
        'BadValue',
        elements ? '$all/$elemMatch has to be consistent' : 'no $ expressions in $all',
      );
    return anyOf(isRegex(operand) ? isIn([operand]) : equals(operand));
  });
  return (values) => tests.every((test) => test(values));
}
