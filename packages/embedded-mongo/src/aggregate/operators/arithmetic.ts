import { Long } from 'bson';
import { MongoError, notSupported } from '../../errors.ts';
import { typeName } from '../../query/types.ts';
import { isInt32 } from '../../values/bson.ts';
import * as decimals from '../../values/decimal.ts';
import {
  ADD,
  asBig,
  asDecimal,
  asDouble,
  calculate,
  double,
  intOrLong,
  isLong,
  type Kind,
  kindOf,
  long,
  MULTIPLY,
  SUBTRACT,
  wider,
} from '../numbers.ts';
import { binary, check, isNullish, type Operators, unary, variadic } from './operator.ts';
import { rounding } from './rounding.ts';

const mismatch = (message: string) => new MongoError('TypeMismatch', message);

function add(...values: unknown[]): unknown {
  let total: unknown = 0;
  let dates = 0;
  for (const value of values) {
    if (isNullish(value)) return null;
    const date = value instanceof Date;
    if (date && ++dates > 1)
      throw new MongoError('Location16612', 'only one date allowed in an $add expression');
    if (!date && !kindOf(value))
      throw mismatch(`$add only supports numeric or date types, not ${typeName(value)}`);
    total = calculate(ADD, total, date ? Long.fromNumber(value.getTime()) : value);
  }
  return dates > 0 ? new Date(Math.round(asDouble(total))) : total;
}

function multiply(...values: unknown[]): unknown {
  let product: unknown = 1;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (!kindOf(value)) throw mismatch(`$multiply only supports numeric types, not ${typeName(value)}`);
    product = calculate(MULTIPLY, product, value);
  }
  return product;
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date && kindOf(b)) return new Date(a.getTime() - Math.trunc(asDouble(b)));
  if (!kindOf(a) || !kindOf(b)) throw mismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`);
  return calculate(SUBTRACT, a, b);
}

function divide(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  const [x, y] = [kindOf(a), kindOf(b)];
  if (!x || !y) throw mismatch(`$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`);
  if (asDouble(b) === 0) throw new MongoError('BadValue', "can't $divide by zero");
  return wider(x, y) === 'decimal'
    ? decimals.toDecimal128(decimals.divide(asDecimal(a), asDecimal(b)))
    : double(asDouble(a) / asDouble(b));
}

function mod(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  const [x, y] = [kindOf(a), kindOf(b)];
  check(
    x !== undefined && y !== undefined,
    'Location16611',
    () => `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
  );
  const divisor = asDouble(b);
  if (divisor === 0) throw new MongoError('Location16610', "can't $mod by zero");
  if (wider(x, y) === 'decimal') return decimals.toDecimal128(decimals.remainder(asDecimal(a), asDecimal(b)));
  if (x === 'double' || (y === 'double' && !isInt32(divisor))) return double(asDouble(a) % divisor);
  const rest = asBig(a) % asBig(y === 'double' ? divisor : b);
  return x === 'long' || y === 'long' ? long(rest) : Number(rest);
}

/** An operator on one number, null of null; `exact` handles what a double would lose. */
const ofNumber = (
  name: string,
  run: (n: number) => number,
  exact?: (value: unknown, kind: Kind) => unknown,
) =>
  unary((value) => {
    if (isNullish(value)) return null;
    const kind = kindOf(value);
    check(
      kind !== undefined,
      'Location28765',
      () => `${name} only supports numeric types, not ${typeName(value)}`,
    );
    const result = exact?.(value, kind);
    if (result !== undefined) return result;
    if (kind === 'decimal') throw notSupported(`${name} of a decimal`);
    return double(run(asDouble(value)));
  });

const whole = (kind: Kind) => kind === 'int' || kind === 'long';

/** `$floor` and `$ceil` leave whole numbers as they are. */
const towards = (way: 'up' | 'down') => (value: unknown, kind: Kind) => {
  if (kind === 'decimal') return decimals.toDecimal128(decimals.roundTo(asDecimal(value), 0, way));
  return whole(kind) ? value : undefined;
};

function abs(value: unknown, kind: Kind): unknown {
  if (kind === 'double') return undefined;
  if (kind === 'decimal') {
    const decimal = asDecimal(value);
    return decimals.toDouble(decimal) < 0 ? decimals.toDecimal128(decimals.negate(decimal)) : value;
  }
  const n = asBig(value);
  const size = n < 0n ? -n : n;
  check(isLong(size), 'Location28680', () => "can't take $abs of long long min");
  return kind === 'int' ? intOrLong(size) : long(size);
}

function power(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  const [x, y] = [kindOf(a), kindOf(b)];
  check(x !== undefined, 'Location28762', () => `$pow's base must be numeric, not ${typeName(a)}`);
  check(y !== undefined, 'Location28763', () => `$pow's exponent must be numeric, not ${typeName(b)}`);
  if (wider(x, y) === 'decimal') throw notSupported('$pow of a decimal');
  const [base, exponent] = [asDouble(a), asDouble(b)];
  check(
    base !== 0 || exponent >= 0,
    'Location28764',
    () => '$pow cannot take a base of 0 and a negative exponent',
  );
  const result = base ** exponent;
  if (!whole(x) || !whole(y) || exponent < 0) {
    const unit = whole(x) && whole(y) && Math.abs(base) === 1;
    if (!unit) return double(result);
    return x === 'long' || y === 'long' ? long(BigInt(result)) : result;
  }
  if (!(Math.abs(result) < 2 ** 64)) return double(result);
  const exact = asBig(a) ** asBig(b);
  if (!isLong(exact)) return double(Number(exact));
  return x === 'long' || y === 'long' ? long(exact) : intOrLong(exact);
}

const positive = (name: string, value: number) =>
  check(
    value > 0 || Number.isNaN(value),
    'Location28766',
    () => `${name}'s argument must be a positive number, but is ${value}`,
  );

function logarithm(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  const [x, y] = [kindOf(a), kindOf(b)];
  check(x !== undefined, 'Location28756', () => `$log's argument must be numeric, not ${typeName(a)}`);
  check(y !== undefined, 'Location28757', () => `$log's base must be numeric, not ${typeName(b)}`);
  if (wider(x, y) === 'decimal') throw notSupported('$log of a decimal');
  const [n, base] = [asDouble(a), asDouble(b)];
  check(n > 0, 'Location28758', () => `$log's argument must be a positive number, but is ${n}`);
  check(
    base > 0 && base !== 1,
    'Location28759',
    () => `$log's base must be a positive number not equal to 1, but is ${base}`,
  );
  return double(Math.log(n) / Math.log(base));
}

/** Bitwise operators take ints and longs only. */
const bitwise = (name: string, start: bigint, step: (a: bigint, b: bigint) => bigint) =>
  variadic((...values) => {
    if (values.some(isNullish)) return null;
    let [kind, result]: [Kind, bigint] = ['int', start];
    for (const value of values) {
      const its = kindOf(value);
      if (!its || !whole(its)) throw mismatch(`${name} only supports int and long operands.`);
      kind = wider(kind, its);
      result = step(result, asBig(value));
    }
    return kind === 'int' ? Number(result) : long(result);
  });

const trigonometric = (names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => {
      const run = (Math as unknown as Record<string, (n: number) => number>)[name]!;
      return [
        `$${name}`,
        ofNumber(`$${name}`, (n) => {
          const result = run(n);
          check(
            !Number.isNaN(result) || Number.isNaN(n),
            'Location50989',
            () => `cannot apply $${name} to ${n}`,
          );
          return result;
        }),
      ];
    }),
  );

export const ARITHMETIC: Operators = {
  ...trigonometric([
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
  ]),
  $add: variadic(add),
  $multiply: variadic(multiply),
  $subtract: binary(subtract),
  $divide: binary(divide),
  $mod: binary(mod),
  $abs: ofNumber('$abs', Math.abs, abs),
  $ceil: ofNumber('$ceil', Math.ceil, towards('up')),
  $floor: ofNumber('$floor', Math.floor, towards('down')),
  $round: rounding('$round', 'even'),
  $trunc: rounding('$trunc', 'zero'),
  $pow: binary(power),
  $exp: ofNumber('$exp', Math.exp),
  $ln: ofNumber('$ln', (n) => {
    positive('$ln', n);
    return Math.log(n);
  }),
  $log10: ofNumber('$log10', (n) => {
    positive('$log10', n);
    return Math.log10(n);
  }),
  $log: binary(logarithm),
  $sqrt: ofNumber('$sqrt', (n) => {
    check(!(n < 0), 'Location28714', () => "$sqrt's argument must be greater than or equal to 0");
    return Math.sqrt(n);
  }),
  $degreesToRadians: ofNumber('$degreesToRadians', (n) => (n * Math.PI) / 180),
  $radiansToDegrees: ofNumber('$radiansToDegrees', (n) => (n * 180) / Math.PI),
  $atan2: binary((y, x) => {
    if (isNullish(y) || isNullish(x)) return null;
    if (!kindOf(y) || !kindOf(x)) throw mismatch('$atan2 only supports numeric types');
    return double(Math.atan2(asDouble(y), asDouble(x)));
  }),
  $bitAnd: bitwise('$bitAnd', -1n, (a, b) => a & b),
  $bitOr: bitwise('$bitOr', 0n, (a, b) => a | b),
  $bitXor: bitwise('$bitXor', 0n, (a, b) => a ^ b),
  $bitNot: unary((value) => {
    if (isNullish(value)) return null;
    const kind = kindOf(value);
    if (!kind || !whole(kind)) throw mismatch('$bitNot only supports int and long operands.');
    return kind === 'int' ? ~(value as number) : long(~asBig(value));
  }),
};
