import { MongoError, notSupported } from '../errors.ts';
import { bsonType, type Doc, isNumeric, isPlain, toNumber } from '../values/bson.ts';
import { compare, equal, exact, RANK, rankOf } from '../values/compare.ts';
import { Whole, whole } from '../values/path.ts';
import { geoTest } from './geo.ts';
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
      const wanted = Boolean(operand) && toNumber(operand) !== 0;
      return (values) => values.some((value) => value !== undefined) === wanted;
    }
    case '$type':
      return anyOf(typeTest(operand));
    case '$regex': {
      const regex = toRegExp(operand, all.$options);
      return anyOf((value) => (typeof value === 'string' ? regex.test(value) : equal(value, operand)));
    }
    case '$mod':
      return anyOf(mod(operand));
    case '$size': {
      const size = toNumber(operand);
      if (size === undefined || !Number.isInteger(size) || size < 0)
        throw new MongoError('BadValue', 'Failed to parse $size. Expected a non-negative integer');
      return (values) => values.some((value) => arrayOf(value)?.length === size);
    }
    case '$all':
      return allOf(list(name, operand), compile);
    case '$elemMatch': {
      const test = elemMatch(operand, compile);
      return (values) => values.some((value) => arrayOf(value)?.some(test) ?? false);
    }
    case '$not': {
      const inner = isPlain(operand) ? operand : { $regex: operand };
      if (Object.keys(inner).length === 0) throw new MongoError('BadValue', '$not cannot be empty');
      const tests = fieldTests(inner, compile);
      return (values) => !tests.every((test) => test(values));
    }
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return anyOf(bits(name, operand));
    case '$geoWithin':
    case '$geoIntersects': {
      const test = geoTest(name, operand);
      return (values) => values.some((value) => test(value instanceof Whole ? value.array : value));
    }
    case '$near':
    case '$nearSphere':
      throw notSupported(name);
    case '$comment':
      return () => true;
    default:
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

function ordered(name: string, operand: unknown): One {
  const rank = rankOf(operand ?? null);
  const open = rank === RANK.MinKey || rank === RANK.MaxKey;
  const orEqual = name.endsWith('e');
  const sign = name.startsWith('$g') ? 1 : -1;
  return (found) => {
    const value = found === undefined && rank === RANK.null ? null : found;
    if (value === undefined || (!open && rankOf(value) !== rank)) return false;
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
    if (isPlain(operand) && Object.keys(operand)[0]?.startsWith('$'))
      throw new MongoError('BadValue', 'cannot nest $ under $in');
    if (typeof operand === 'string') plain.add(operand);
    else if (bsonType(operand) === 'ObjectId') plain.add(String(operand));
    else if (bsonType(operand) === 'BSONRegExp' || operand instanceof RegExp) {
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

function mod(operand: unknown): One {
  const [divisor, remainder] = list('$mod', operand).map((n) => Math.trunc(toNumber(n) ?? Number.NaN));
  if (!divisor || remainder === undefined || (operand as unknown[]).length !== 2)
    throw new MongoError(
      'BadValue',
      'malformed mod, needs [divisor, remainder] with a divisor that is not 0',
    );
  return (value) => {
    if (!isNumeric(value)) return false;
    const n = exact(value);
    if (typeof n === 'bigint') return Number(n % BigInt(divisor)) === remainder;
    return Math.trunc(n) % divisor === remainder;
  };
}

function elemMatch(operand: unknown, compile: Compile): One {
  if (!isPlain(operand)) throw new MongoError('BadValue', '$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  if (first?.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(first)) {
    const tests = fieldTests(operand, compile);
    return (value) => value !== undefined && tests.every((test) => test([whole(value)]));
  }
  const matches = compile(operand);
  return (value) => (isPlain(value) || Array.isArray(value)) && matches(value as Doc);
}

function allOf(operands: unknown[], compile: Compile): Test {
  if (operands.length === 0) return () => false;
  const tests = operands.map((operand): Test => {
    if (isPlain(operand) && '$elemMatch' in operand) return fieldTests(operand, compile)[0]!;
    if (bsonType(operand) === 'BSONRegExp') return anyOf(isIn([operand]));
    return anyOf(equals(operand));
  });
  return (values) => tests.every((test) => test(values));
}

function bits(name: string, operand: unknown): One {
  let mask = 0n;
  if (Array.isArray(operand)) for (const bit of operand) mask |= 1n << BigInt(toNumber(bit) ?? 0);
  else {
    const n = toNumber(operand);
    if (n === undefined || n < 0 || !Number.isInteger(n))
      throw notSupported(`${name} with other than a number or positions`);
    mask = BigInt(n);
  }
  return (value) => {
    const n = toNumber(value);
    if (n === undefined || !isNumeric(value) || !Number.isInteger(n)) return false;
    const set = BigInt.asUintN(64, BigInt(n)) & mask;
    switch (name) {
      case '$bitsAllSet':
        return set === mask;
      case '$bitsAllClear':
        return set === 0n;
      case '$bitsAnySet':
        return set !== 0n;
      default:
        return set !== mask;
    }
  };
}
