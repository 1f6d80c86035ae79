import { Double, Int32, Long } from 'bson';
import { MongoError } from '../errors.ts';
import { bsonType, isInt32 } from './bson.ts';

type Kind = 'int' | 'long' | 'double';

function kindOf(value: unknown): Kind {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (value instanceof Int32) return 'int';
  if (value instanceof Long) return 'long';
  if (value instanceof Double) return 'double';
  throw new MongoError('TypeMismatch', 'Not an integer or a double');
}

/** An int32 or a long. */
export const isInteger = (value: unknown): boolean =>
  (typeof value === 'number' && isInt32(value)) || value instanceof Int32 || bsonType(value) === 'Long';

const asDouble = (n: number) => (isInt32(n) ? new Double(n) : n);

const big = (value: unknown) => (value instanceof Long ? value.toBigInt() : BigInt(Number(value)));

const toDouble = (value: unknown) => (value instanceof Long ? value.toNumber() : Number(value));

/**
 * Adds or multiplies as MongoDB does: the wider type wins, an int32 that overflows becomes a long, a long that
 * overflows is an error.
 */
export function arithmetic(operator: '+' | '*', a: unknown, b: unknown): unknown {
  const [x, y] = [kindOf(a), kindOf(b)];
  if (x === 'double' || y === 'double') {
    const [m, n] = [toDouble(a), toDouble(b)];
    return asDouble(operator === '+' ? m + n : m * n);
  }
  const result = operator === '+' ? big(a) + big(b) : big(a) * big(b);
  if (x === 'int' && y === 'int' && isInt32(Number(result))) return Number(result);
  if (BigInt.asIntN(64, result) !== result)
    throw new MongoError(
      'BadValue',
      `Failed to apply $${operator === '+' ? 'inc' : 'mul'}: the result is beyond 64 bits`,
    );
  return Long.fromBigInt(result);
}

/** `$bit`: and, or, xor of two integers, in the wider one's type. */
export function bitwise(name: string, a: unknown, b: unknown): unknown {
  const [x, y] = [kindOf(a), kindOf(b)];
  if (x === 'double' || y === 'double')
    throw new MongoError('BadValue', 'Cannot apply $bit to a value of non-integral type');
  const [m, n] = [big(a), big(b)];
  const result = name === 'and' ? m & n : name === 'or' ? m | n : name === 'xor' ? m ^ n : undefined;
  if (result === undefined)
    throw new MongoError('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
  return x === 'int' && y === 'int' ? Number(result) : Long.fromBigInt(result);
}
