import { Binary, Decimal128, Double, Long } from 'bson';
import { MongoError } from '../errors.ts';
import { bsonType, isInt32, isPlain, toNumber } from '../values/bson.ts';

const NAMES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};
const NAME_OF = new Map(Object.entries(NAMES).map(([name, type]) => [type, name]));
const NUMBERS = new Set([1, 16, 18, 19]);
const BY_CLASS: Record<string, number> = {
  ObjectId: 7,
  BSONRegExp: 11,
  Code: 13,
  BSONSymbol: 14,
  Timestamp: 17,
  MinKey: -1,
  MaxKey: 127,
};

/** BSON's type number of a value; a whole number read as a bare number counts as int32 where it fits. */
function typeNumber(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 10;
  switch (typeof value) {
    case 'number':
      return isInt32(value) ? 16 : 1;
    case 'bigint':
      return 18;
    case 'string':
      return 2;
    case 'boolean':
      return 8;
  }
  if (Array.isArray(value)) return 4;
  if (value instanceof Date) return 9;
  if (value instanceof RegExp) return 11;
  if (value instanceof Double) return 1;
  if (value instanceof Long && bsonType(value) === 'Long') return 18;
  if (value instanceof Decimal128) return 19;
  if (value instanceof Binary || ArrayBuffer.isView(value)) return 5;
  return BY_CLASS[bsonType(value) ?? ''] ?? (isPlain(value) ? 3 : undefined);
}

function typeCode(one: unknown): number {
  if (typeof one === 'string') {
    const type = Object.hasOwn(NAMES, one) ? NAMES[one] : undefined;
    if (type === undefined) throw new MongoError('BadValue', `Unknown type name alias: ${one}`);
    return type;
  }
  const type = toNumber(one);
  if (type === undefined)
    throw new MongoError('TypeMismatch', 'type must be represented as a number or a string');
  if (!NAME_OF.has(type)) throw new MongoError('BadValue', `Invalid numerical type code: ${String(one)}`);
  return type;
}

/** The test of `$type`: one name or number, or a list of them; `number` is any numeric type. */
export function typeTest(operand: unknown): (value: unknown) => boolean {
  const wanted = new Set<number>();
  if (Array.isArray(operand) && operand.length === 0)
    throw new MongoError('FailedToParse', '$type must match at least one type');
  for (const one of Array.isArray(operand) ? operand : [operand]) {
    if (one === 'number') for (const type of NUMBERS) wanted.add(type);
    else {
      wanted.add(typeCode(one));
    }
  }
  return (value) => {
    const type = typeNumber(value);
    return type !== undefined && wanted.has(type);
  };
}

/** BSON's name for a value's type; 'missing' for undefined. */
export const typeName = (value: unknown): string => NAME_OF.get(typeNumber(value) ?? Number.NaN) ?? 'missing';
