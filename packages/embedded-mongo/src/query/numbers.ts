import { Decimal128 } from 'bson';
import { MongoError } from '../errors.ts';
import { isNumeric } from '../values/bson.ts';
import { exact } from '../values/compare.ts';
import { fromDecimal128, toWhole } from '../values/decimal.ts';
import { compareExactly } from '../values/number-order.ts';

type One = (value: unknown) => boolean;

const INT64 = 2n ** 63n;
const fitsInt64 = (n: bigint) => n >= -INT64 && n < INT64;

/** The whole part of any number as MongoDB's 64-bit integer; undefined where there is none. */
function truncated(value: unknown): bigint | undefined {
  if (!isNumeric(value)) return undefined;
  const whole = value instanceof Decimal128 ? toWhole(fromDecimal128(value)) : wholePart(exact(value));
  return whole !== undefined && fitsInt64(whole) ? whole : undefined;
}

function wholePart(n: number | bigint): bigint | undefined {
  if (typeof n === 'bigint') return n;
  return Number.isFinite(n) ? BigInt(Math.trunc(n)) : undefined;
}

/** The same where nothing may be lost by it: 1.5 is none. */
export function wholeNumber(value: unknown): bigint | undefined {
  const whole = truncated(value);
  return whole !== undefined && compareExactly(whole, value) === 0 ? whole : undefined;
}

/** `$mod: [divisor, remainder]`, both without their fractions. */
export function modTest(operand: unknown): One {
  const malformed = (why: string) => new MongoError('BadValue', `malformed mod, ${why}`);
  if (!Array.isArray(operand)) throw malformed('needs to be an array');
  if (operand.length < 2) throw malformed('not enough elements');
  if (operand.length > 2) throw malformed('too many elements');
  const [divisor, remainder] = operand.map((n, i) => {
    const name = i === 0 ? 'divisor' : 'remainder';
    if (!isNumeric(n)) throw malformed(`${name} not a number`);
    const whole = truncated(n);
    if (whole === undefined) throw malformed(`${name} value is invalid`);
    return whole;
  });
  if (divisor === 0n) throw new MongoError('BadValue', 'divisor cannot be 0');
  return (value) => {
    const whole = truncated(value);
    return whole !== undefined && whole % divisor! === remainder;
  };
}

/** The length that `$size` asks for. */
export function sizeOf(operand: unknown): number {
  const whole = operand instanceof Decimal128 ? undefined : wholeNumber(operand);
  if (whole === undefined || whole < 0n || whole >= 2n ** 31n)
    throw new MongoError('BadValue', 'Failed to parse $size. Expected a non-negative integer');
  return Number(whole);
}
