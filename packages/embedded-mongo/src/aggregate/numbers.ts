import { Decimal128, Double, Int32, Long } from 'bson';
import { notSupported } from '../errors.ts';
import { isInt32 } from '../values/bson.ts';
import { fromDecimal128, toDouble } from '../values/decimal.ts';

/** The numeric types from narrow to wide. */
export type Kind = 'int' | 'long' | 'double' | 'decimal';

const WIDTH: Record<Kind, number> = { int: 0, long: 1, double: 2, decimal: 3 };

/** The numeric type of a value as `decodeExact` gives it; undefined for what is no number. */
export function kindOf(value: unknown): Kind | undefined {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? 'long' : undefined;
  if (value instanceof Double) return 'double';
  if (value instanceof Decimal128) return 'decimal';
  if (value instanceof Int32) return 'int';
  // A Timestamp is a Long to JavaScript.
  return value instanceof Long && value._bsontype === 'Long' ? 'long' : undefined;
}

export const wider = (a: Kind, b: Kind): Kind => (WIDTH[a] >= WIDTH[b] ? a : b);

/** A double; a whole one is wrapped, since a bare one would be an int32. */
export const double = (n: number): unknown => (isInt32(n) ? new Double(n) : n);

export const long = (n: bigint): Long => Long.fromBigInt(n);

const isLong = (n: bigint): boolean => BigInt.asIntN(64, n) === n;

/** An int where it fits, else a long: what arithmetic on ints gives. */
const intOrLong = (n: bigint): unknown => (isInt32(Number(n)) ? Number(n) : long(n));

/** Any number as a double. */
export function asDouble(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof Decimal128) return toDouble(fromDecimal128(value));
  return Number(String(value));
}

/** An int or a long as it is. */
export const asBig = (value: unknown): bigint =>
  typeof value === 'number' ? BigInt(value) : BigInt(String(value));

type Binary = {
  whole: (a: bigint, b: bigint) => bigint;
  double: (a: number, b: number) => number;
};

export const ADD: Binary = { whole: (a, b) => a + b, double: (a, b) => a + b };
export const MULTIPLY: Binary = { whole: (a, b) => a * b, double: (a, b) => a * b };
export const SUBTRACT: Binary = { whole: (a, b) => a - b, double: (a, b) => a - b };

/** Money is whole fen here: what has a decimal to add up is told so, rather than given a rounded double. */
const decimals = () => notSupported('Arithmetic of decimals');

/** One step of arithmetic in the wider of both types: an int that overflows becomes a long, a long a double. */
export function calculate(operation: Binary, a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = operation.double(a, b);
    const whole = isInt32(a) && isInt32(b);
    if (!whole) return double(quick);
    if (isInt32(quick)) return quick;
  }
  const kind = wider(kindOf(a)!, kindOf(b)!);
  if (kind === 'decimal') throw decimals();
  if (kind === 'double') return double(operation.double(asDouble(a), asDouble(b)));
  const result = operation.whole(asBig(a), asBig(b));
  if (kind === 'int') return intOrLong(result);
  return isLong(result) ? long(result) : double(operation.double(asDouble(a), asDouble(b)));
}

/** A sum as `$sum` and `$avg` keep it: exact for whole numbers, compensated for doubles. */
export function openSum() {
  let kind: Kind = 'int';
  let small = 0;
  let whole = 0n;
  let sum = 0;
  let lost = 0;
  let count = 0;

  function addDouble(n: number): void {
    const next = sum + n;
    lost += Math.abs(sum) >= Math.abs(n) ? sum - next + n : n - next + sum;
    sum = next;
  }
  const doubles = () => (Number.isFinite(sum) ? sum + lost : sum);
  const total = () => whole + BigInt(small);

  return {
    /** Adds a number; everything else is passed over. */
    add(value: unknown): void {
      if (typeof value === 'number') {
        count++;
        if (isInt32(value)) {
          small += value;
          if (!Number.isSafeInteger(small)) {
            whole += BigInt(small);
            small = 0;
          }
          return;
        }
        kind = wider(kind, 'double');
        addDouble(value);
        return;
      }
      const its = kindOf(value);
      if (!its) return;
      count++;
      kind = wider(kind, its);
      if (its === 'decimal') throw decimals();
      if (its === 'double') addDouble(asDouble(value));
      else whole += asBig(value);
    },
    /** The sum in the widest type that was added. */
    sum(): unknown {
      if (kind === 'double') return double(doubles() + Number(total()));
      const exact = total();
      if (!isLong(exact)) return double(Number(exact));
      return kind === 'int' ? intOrLong(exact) : long(exact);
    },
    /** The mean, a double; null of nothing. */
    mean(): unknown {
      if (count === 0) return null;
      return double((kind === 'double' ? doubles() + Number(total()) : Number(total())) / count);
    },
  };
}
