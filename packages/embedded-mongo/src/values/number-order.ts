import { Decimal128, Double, Int32, Long } from 'bson';
import { compareDecimals, type Decimal, fromDecimal128, fromWhole, toDouble } from './decimal.ts';

/** The nearest double of a number of any type. */
export function nearest(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  if (value instanceof Decimal128) return toDouble(fromDecimal128(value));
  return typeof value === 'bigint' ? Number(value) : Number.NaN;
}

/** Every digit of a number of any type, as a decimal without limit. */
function digits(value: unknown): Decimal {
  if (value instanceof Decimal128) return fromDecimal128(value);
  if (value instanceof Long) return fromWhole(value.toBigInt());
  if (typeof value === 'bigint') return fromWhole(value);
  return fromDouble(nearest(value));
}

const scratch = new DataView(new ArrayBuffer(8));

function fromDouble(n: number): Decimal {
  if (!Number.isFinite(n)) return { special: n };
  if (Number.isInteger(n)) return fromWhole(n);
  scratch.setFloat64(0, n);
  const bits = scratch.getBigUint64(0);
  const raw = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & 0xfffffffffffffn) | (raw === 0 ? 0n : 1n << 52n);
  const twos = Math.max(raw, 1) - 1075;
  // m / 2^k is m * 5^k / 10^k.
  const coefficient = fraction * 5n ** BigInt(-twos);
  return { coefficient: n < 0 ? -coefficient : coefficient, exponent: twos };
}

/** The order of two numbers of any types by their exact values; NaN is the least and equals itself. */
export function compareExactly(a: unknown, b: unknown): number {
  const [x, y] = [nearest(a), nearest(b)];
  // Rounding keeps the order, so only where both round to the same is there more to see.
  if (x < y) return -1;
  if (x > y) return 1;
  return compareDecimals(digits(a), digits(b));
}

/** A number's place among all: a double towards zero from it, and the digits of the whole where that is not all of it. */
export function placeOf(value: unknown): { double: number; digits?: { first: number; text: string } } {
  const double = nearest(value);
  const all = digits(value);
  if ('special' in all || compareDecimals(all, fromDouble(double)) === 0) return { double };
  const negative = all.coefficient < 0n;
  const beyond = negative ? compareExactly(double, value) < 0 : compareExactly(double, value) > 0;
  const text = String(negative ? -all.coefficient : all.coefficient).replace(/0+$/, '');
  const length = String(all.coefficient).length - Number(negative);
  return { double: beyond ? towardsZero(double) : double, digits: { first: length + all.exponent, text } };
}

/** The next double towards zero; the greatest one for an infinity. */
function towardsZero(n: number): number {
  scratch.setFloat64(0, n);
  scratch.setBigUint64(0, scratch.getBigUint64(0) - 1n);
  return scratch.getFloat64(0);
}
