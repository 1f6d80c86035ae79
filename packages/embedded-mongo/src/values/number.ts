import { Decimal128, Double, Int32, Long } from 'bson';
import { MongoError, notSupported } from '../errors.ts';
import { isInt32 } from './bson.ts';

type Kind = 'int' | 'long' | 'double';

function kindOf(value: unknown): Kind {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (value instanceof Int32) return 'int';
  if (value instanceof Long) return 'long';
  if (value instanceof Double) return 'double';
  throw new MongoError('TypeMismatch', 'Not an integer or a double');
}

const asDouble = (n: number) => (isInt32(n) ? new Double(n) : n);

const big = (value: unknown) => (value instanceof Long ? value.toBigInt() : BigInt(Number(value)));

const toDouble = (value: unknown) => (value instanceof Long ? value.toNumber() : Number(value));

/**
 * Adds as MongoDB does: the wider type wins, an int32 that overflows becomes a long, a long that overflows is an error.
 */
export function sum(a: unknown, b: unknown): unknown {
  if (a instanceof Decimal128 || b instanceof Decimal128) throw notSupported('Arithmetic of decimals');
  const [x, y] = [kindOf(a), kindOf(b)];
  if (x === 'double' || y === 'double') return asDouble(toDouble(a) + toDouble(b));
  const result = big(a) + big(b);
  if (x === 'int' && y === 'int' && isInt32(Number(result))) return Number(result);
  if (BigInt.asIntN(64, result) !== result)
    throw new MongoError('BadValue', 'Failed to apply $inc: the result is beyond 64 bits');
  return Long.fromBigInt(result);
}
