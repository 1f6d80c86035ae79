import { Long } from 'bson';
import { MongoError, notSupported } from '../../errors.ts';
import { typeName } from '../../query/types.ts';
import { isInt32 } from '../../values/bson.ts';
import {
  ADD,
  asBig,
  asDouble,
  calculate,
  double,
  kindOf,
  long,
  MULTIPLY,
  SUBTRACT,
  wider,
} from '../numbers.ts';
import { binary, check, isNullish, type Operators, variadic } from './operator.ts';

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
  if (wider(x, y) === 'decimal') throw notSupported('Arithmetic of decimals');
  if (x === 'double' || (y === 'double' && !isInt32(divisor))) return double(asDouble(a) % divisor);
  const rest = asBig(a) % asBig(y === 'double' ? divisor : b);
  return x === 'long' || y === 'long' ? long(rest) : Number(rest);
}

export const ARITHMETIC: Operators = {
  $add: variadic(add),
  $multiply: variadic(multiply),
  $subtract: binary(subtract),
  $mod: binary(mod),
};
