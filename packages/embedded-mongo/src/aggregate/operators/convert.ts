import { calculateObjectSize, Decimal128, Long, ObjectId, type Timestamp } from 'bson';
import { MongoError, notSupported } from '../../errors.ts';
import { typeName, typeOfName } from '../../query/types.ts';
import { bsonType, type Doc, isPlain } from '../../values/bson.ts';
import { binaryParts, RANK, rankOf } from '../../values/compare.ts';
import * as decimals from '../../values/decimal.ts';
import { type Compiled, compile, fold, namedArguments } from '../expression.ts';
import { asBig, asDecimal, asDouble, double, isLong, kindOf, long } from '../numbers.ts';
import { parseDate } from './date-text.ts';
import type { Form } from './logic.ts';
import { check, isNullish, type Operators, unary } from './operator.ts';

const failed = (message: string) =>
  new MongoError('ConversionFailure', `${message} in $convert with no onError value`);

const unsupported = (value: unknown, to: string) =>
  failed(`Unsupported conversion from ${typeName(value)} to ${to}`);

/** A number as MongoDB prints it. */
function numberText(value: unknown): string {
  if (kindOf(value) !== 'double') return String(value);
  const n = asDouble(value);
  if (Object.is(n, -0)) return '-0';
  if (!Number.isFinite(n)) return Number.isNaN(n) ? 'NaN' : n > 0 ? 'Infinity' : '-Infinity';
  return String(n).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** The text that `$toString` gives; not for null. */
export function stringOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (kindOf(value)) return numberText(value);
  throw unsupported(value, 'string');
}

/** A number, truth value, date or text as a whole number of `name`'s range. */
function toInteger(value: unknown, name: 'int' | 'long'): unknown {
  const n = wholeOf(value, name);
  const fits = name === 'int' ? BigInt.asIntN(32, n) === n : isLong(n);
  if (!fits) throw failed(`Conversion would overflow target type`);
  return name === 'int' ? Number(n) : long(n);
}

function wholeOf(value: unknown, name: 'int' | 'long'): bigint {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (value instanceof Date && name === 'long') return BigInt(value.getTime());
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw failed(`Failed to parse number '${value}'`);
    return BigInt(value.replace(/^\+/, ''));
  }
  const kind = kindOf(value);
  if (!kind) throw unsupported(value, name);
  if (kind === 'int' || kind === 'long') return asBig(value);
  if (kind === 'decimal') {
    const whole = decimals.toWhole(asDecimal(value));
    if (whole === undefined) throw failed('Attempt to convert NaN or infinity value to integer type');
    return whole;
  }
  const n = asDouble(value);
  if (!Number.isFinite(n)) throw failed('Attempt to convert NaN or infinity value to integer type');
  return BigInt(Math.trunc(n));
}

const NUMBER = /^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|inf|infinity|nan)$/i;

function numberFrom(text: string): string {
  if (!NUMBER.test(text)) throw failed(`Failed to parse number '${text}'`);
  const word = /inf|nan/i.exec(text)?.[0].toLowerCase();
  if (word === undefined) return text;
  return word === 'nan' ? 'NaN' : `${text.startsWith('-') ? '-' : ''}Infinity`;
}

function toDouble(value: unknown): unknown {
  if (typeof value === 'boolean') return double(value ? 1 : 0);
  if (value instanceof Date) return double(value.getTime());
  if (typeof value === 'string') return double(Number(numberFrom(value)));
  const kind = kindOf(value);
  if (!kind) throw unsupported(value, 'double');
  const n = asDouble(value);
  if (
    kind === 'decimal' &&
    !Number.isFinite(n) &&
    Number.isFinite(Number(decimals.toWhole(asDecimal(value)) === undefined ? Infinity : 0))
  )
    throw failed('Conversion would overflow target type');
  return double(n);
}

function toDecimal(value: unknown): unknown {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string') {
    try {
      return Decimal128.fromString(numberFrom(value));
    } catch {
      throw failed(`Failed to parse number '${value}'`);
    }
  }
  if (!kindOf(value)) throw unsupported(value, 'decimal');
  return value instanceof Decimal128 ? value : decimals.toDecimal128(asDecimal(value));
}

function toDate(value: unknown): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (bsonType(value) === 'Timestamp') return new Date((value as Timestamp).getHighBitsUnsigned() * 1000);
  if (typeof value === 'string') return parseDate(value);
  const kind = kindOf(value);
  if (!kind || kind === 'int') throw unsupported(value, 'date');
  return new Date(Number(wholeOf(value, 'long')));
}

function toObjectId(value: unknown): ObjectId {
  if (value instanceof ObjectId) return value;
  if (typeof value !== 'string') throw unsupported(value, 'objectId');
  if (!/^[0-9a-f]{24}$/i.test(value)) throw failed(`Failed to parse objectId '${value}'`);
  return new ObjectId(value);
}

const toBool = (value: unknown): boolean =>
  typeof value === 'boolean' ? value : kindOf(value) ? asDouble(value) !== 0 : true;

const TARGETS: Record<string, (value: unknown) => unknown> = {
  int: (value) => toInteger(value, 'int'),
  long: (value) => toInteger(value, 'long'),
  double: toDouble,
  decimal: toDecimal,
  bool: toBool,
  date: toDate,
  objectId: toObjectId,
  string: stringOf,
};

const conversion = (target: string) => unary((value) => (isNullish(value) ? null : TARGETS[target]!(value)));

export const CONVERSIONS: Operators = {
  $toInt: conversion('int'),
  $toLong: conversion('long'),
  $toDouble: conversion('double'),
  $toDecimal: conversion('decimal'),
  $toBool: conversion('bool'),
  $toDate: conversion('date'),
  $toObjectId: conversion('objectId'),
  $toString: conversion('string'),
  $type: unary(typeName),
  $isNumber: unary((value) => kindOf(value) !== undefined),
  $bsonSize: unary((value) => {
    if (isNullish(value)) return null;
    check(
      isPlain(value),
      'Location31393',
      () => `$bsonSize requires a document input, found: ${typeName(value)}`,
    );
    return calculateObjectSize(value);
  }),
  $binarySize: unary((value) => {
    if (isNullish(value)) return null;
    if (typeof value === 'string') return Buffer.byteLength(value);
    check(
      rankOf(value) === RANK.binary,
      'Location51276',
      () => `$binarySize requires a string or BinData argument, found: ${typeName(value)}`,
    );
    return binaryParts(value).bytes.length;
  }),
  $tsSecond: unary((value) => timestampPart('$tsSecond', value, (stamp) => stamp.getHighBitsUnsigned())),
  $tsIncrement: unary((value) => timestampPart('$tsIncrement', value, (stamp) => stamp.getLowBitsUnsigned())),
};

function timestampPart(name: string, value: unknown, part: (stamp: Timestamp) => number): unknown {
  if (isNullish(value)) return null;
  check(
    bsonType(value) === 'Timestamp',
    'Location5687301',
    () => `${name} requires a timestamp argument, found: ${typeName(value)}`,
  );
  return Long.fromNumber(part(value as Timestamp));
}

export const CONVERSION_FORMS: Record<string, Form> = {
  $convert(operand, scope) {
    const { input, to } = namedArguments('$convert', operand, scope, ['input', 'to'], [
      'onError',
      'onNull',
    ] as never) as Record<string, Compiled>;
    const optional = (key: string) =>
      key in (operand as Doc) ? compile((operand as Doc)[key], scope) : undefined;
    const [onError, onNull] = [optional('onError'), optional('onNull')];
    const run: Compiled = (root, env) => {
      const value = input!(root, env);
      const target = to!(root, env);
      if (isNullish(value)) return onNull ? onNull(root, env) : null;
      if (isNullish(target)) return null;
      const name = typeOfName(target);
      if (name === undefined) throw new MongoError('BadValue', `Unknown type name: ${String(target)}`);
      if (!TARGETS[name]) throw notSupported(`$convert to ${name}`);
      try {
        return TARGETS[name](value);
      } catch (error) {
        if (onError && error instanceof MongoError && error.codeName === 'ConversionFailure')
          return onError(root, env);
        throw error;
      }
    };
    return fold(run, [input!, to!, ...(onError ? [onError] : []), ...(onNull ? [onNull] : [])]);
  },
};
