import type { Decimal128 } from 'bson';

/** A decimal number taken apart: coefficient * 10^exponent, or one of the values that are no finite number. */
export type Decimal = { coefficient: bigint; exponent: number } | { special: number };

const MIN_EXPONENT = -6176;

const isSpecial = (value: Decimal): value is { special: number } => 'special' in value;

const power = (n: number): bigint => 10n ** BigInt(n);

const digitsOf = (n: bigint): number => (n < 0n ? -n : n).toString().length;

/** Takes a Decimal128 apart by its bits. */
export function fromDecimal128(value: Decimal128): Decimal {
  const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, 16);
  const high = view.getBigUint64(8, true);
  const negative = high >> 63n === 1n;
  const top = (high >> 58n) & 31n;
  if (top === 31n) return { special: Number.NaN };
  if (top === 30n) return { special: negative ? -Infinity : Infinity };
  // A coefficient of the long form is beyond 34 digits, which reads as zero.
  if (top >> 3n === 3n) return { coefficient: 0n, exponent: Number((high >> 47n) & 0x3fffn) + MIN_EXPONENT };
  const coefficient = ((high & 0x1ffffffffffffn) << 64n) | view.getBigUint64(0, true);
  return {
    coefficient: negative ? -coefficient : coefficient,
    exponent: Number((high >> 49n) & 0x3fffn) + MIN_EXPONENT,
  };
}

/** A whole number as a decimal, exactly. */
export const fromWhole = (value: bigint | number): Decimal => ({ coefficient: BigInt(value), exponent: 0 });

export const toDouble = (value: Decimal): number =>
  isSpecial(value) ? value.special : Number(`${value.coefficient}e${value.exponent}`);

/** Both at the smaller exponent. */
function aligned(a: Exclude<Decimal, { special: number }>, b: typeof a): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [
    a.coefficient * power(a.exponent - exponent),
    b.coefficient * power(b.exponent - exponent),
    exponent,
  ];
}

/** The whole part; undefined for what is not finite. */
export function toWhole(value: Decimal): bigint | undefined {
  if (isSpecial(value)) return undefined;
  if (value.exponent >= 0) return value.coefficient * power(value.exponent);
  return -value.exponent > digitsOf(value.coefficient) ? 0n : value.coefficient / power(-value.exponent);
}

/** The order of two decimals; NaN is the least. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  if (isSpecial(a) || isSpecial(b)) {
    const [x, y] = [isSpecial(a) ? a.special : 0, isSpecial(b) ? b.special : 0];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
    return Math.sign(x === y ? 0 : x - y);
  }
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}
