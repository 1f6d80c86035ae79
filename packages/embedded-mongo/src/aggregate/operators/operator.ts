import { type CodeName, MongoError } from '../../errors.ts';
import { typeName } from '../../query/types.ts';
import { asDouble, kindOf } from '../numbers.ts';

/** An operator on values; `least` and `most` are how many arguments it takes. */
export interface Operator {
  least: number;
  most: number;
  run: (...values: unknown[]) => unknown;
}

export type Operators = Record<string, Operator>;

const takes =
  (least: number, most: number) =>
  (run: Operator['run']): Operator => ({ least, most, run });

export const unary = takes(1, 1);
export const binary = takes(2, 2);
export const variadic = takes(0, Number.POSITIVE_INFINITY);

export const isNullish = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Throws unless `holds`. */
export function check(holds: boolean, code: CodeName, message: () => string): asserts holds {
  if (!holds) throw new MongoError(code, message());
}

export function asArray(name: string, code: CodeName, value: unknown): unknown[] {
  check(Array.isArray(value), code, () => `${name} needs an array, but got ${typeName(value)}`);
  return value;
}

/** A whole number that fits 32 bits, of any numeric type. */
export function asInteger(name: string, value: unknown, notNumber: CodeName, notWhole: CodeName): number {
  check(
    kindOf(value) !== undefined,
    notNumber,
    () => `${name} must be a numeric value, but is ${typeName(value)}`,
  );
  const n = asDouble(value);
  check((n | 0) === n, notWhole, () => `${name} must be representable as a 32-bit integer: ${n}`);
  return n | 0;
}
