import { Decimal128 } from 'bson';

/** A decimal number taken apart: coefficient * 10^exponent, or one of the values that are no finite number. */
export type Decimal = { coefficient: bigint; exponent: number } | { special: number };

const DIGITS = 34;
const MIN_EXPONENT = -6176;
const MAX_EXPONENT = 6111;

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

/** A double as a decimal with 15 digits, as MongoDB converts. */
export function fromDouble(value: number): Decimal {
  if (!Number.isFinite(value)) return { special: value };
  if (value === 0) return fromWhole(0);
  const [digits, exponent] = value.toExponential(14).split('e') as [string, string];
  return { coefficient: BigInt(digits.replace('.', '')), exponent: Number(exponent) - 14 };
}

/** Rounded to what a Decimal128 holds: 34 digits, halves to the even one. */
export function toDecimal128(value: Decimal): Decimal128 {
  if (isSpecial(value)) return Decimal128.fromString(String(value.special));
  let { coefficient, exponent } = value;
  const excess = Math.max(digitsOf(coefficient) - DIGITS, MIN_EXPONENT - exponent);
  if (excess > 0) {
    coefficient = shiftRight(coefficient, excess);
    exponent += excess;
    if (digitsOf(coefficient) > DIGITS) {
      coefficient /= 10n;
      exponent++;
    }
  }
  if (exponent > MAX_EXPONENT) {
    const spare = exponent - MAX_EXPONENT;
    if (coefficient !== 0n && spare + digitsOf(coefficient) > DIGITS)
      return Decimal128.fromString(coefficient < 0n ? '-Infinity' : 'Infinity');
    if (coefficient !== 0n) coefficient *= power(spare);
    exponent = MAX_EXPONENT;
  }
  const size = coefficient < 0n ? -coefficient : coefficient;
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, size & 0xffffffffffffffffn, true);
  const sign = coefficient < 0n ? 1n << 63n : 0n;
  view.setBigUint64(8, sign | (BigInt(exponent - MIN_EXPONENT) << 49n) | (size >> 64n), true);
  return new Decimal128(bytes);
}

/** Divides by 10^places, halves to the even neighbour. */
function shiftRight(coefficient: bigint, places: number): bigint {
  if (places > digitsOf(coefficient) + 1) return 0n;
  const divisor = power(places);
  const quotient = coefficient / divisor;
  const rest = coefficient % divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < divisor || (twice === divisor && quotient % 2n === 0n)) return quotient;
  return quotient + (coefficient < 0n ? -1n : 1n);
}

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

export function add(a: Decimal, b: Decimal): Decimal {
  if (isSpecial(a) || isSpecial(b)) return { special: sizeless(a) + sizeless(b) };
  const [x, y, exponent] = aligned(a, b);
  return { coefficient: x + y, exponent };
}

/** What a number counts for beside an infinity. */
const sizeless = (value: Decimal): number =>
  isSpecial(value) ? value.special : Math.sign(Number(value.coefficient));

export const negate = (value: Decimal): Decimal =>
  isSpecial(value) ? { special: -value.special } : { ...value, coefficient: -value.coefficient };

export function multiply(a: Decimal, b: Decimal): Decimal {
  if (isSpecial(a) || isSpecial(b)) return { special: sizeless(a) * sizeless(b) };
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** The quotient to more digits than a Decimal128 holds; the caller has refused zero. */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (isSpecial(a)) return { special: a.special / sizeless(b) };
  if (isSpecial(b)) return Number.isNaN(b.special) ? b : fromWhole(0);
  const shift = Math.max(0, DIGITS + 2 + digitsOf(b.coefficient) - digitsOf(a.coefficient));
  const scaled = a.coefficient * power(shift);
  let coefficient = scaled / b.coefficient;
  let exponent = a.exponent - b.exponent - shift;
  const ideal = a.exponent - b.exponent;
  if (scaled % b.coefficient !== 0n) {
    // A last digit that keeps an inexact quotient off the middle between two neighbours.
    const sign = a.coefficient < 0n !== b.coefficient < 0n ? -1n : 1n;
    return { coefficient: coefficient * 10n + sign, exponent: exponent - 1 };
  }
  while (exponent < ideal && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent++;
  }
  return { coefficient, exponent };
}

/** The rest of a division that rounds towards zero; the caller has refused zero. */
export function remainder(a: Decimal, b: Decimal): Decimal {
  if (isSpecial(a)) return { special: Number.NaN };
  if (isSpecial(b)) return Number.isNaN(b.special) ? b : a;
  const [x, y, exponent] = aligned(a, b);
  return { coefficient: x % y, exponent };
}

/** Rounded to `places` digits after the point: halves to even, or towards zero, up or down. */
export function roundTo(value: Decimal, places: number, way: 'even' | 'zero' | 'up' | 'down'): Decimal {
  if (isSpecial(value) || -value.exponent <= places) return value;
  const drop = -places - value.exponent;
  const { coefficient } = value;
  if (way === 'even') return { coefficient: shiftRight(coefficient, drop), exponent: -places };
  const divisor = power(Math.min(drop, digitsOf(coefficient) + 1));
  const whole = coefficient / divisor;
  const inexact = coefficient % divisor !== 0n;
  const step =
    inexact && way === 'up' && coefficient > 0n
      ? 1n
      : inexact && way === 'down' && coefficient < 0n
        ? -1n
        : 0n;
  return { coefficient: whole + step, exponent: -places };
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
