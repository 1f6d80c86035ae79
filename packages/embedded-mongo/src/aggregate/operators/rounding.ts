import { typeName } from '../../query/types.ts';
import * as decimals from '../../values/decimal.ts';
import { asBig, asDecimal, asDouble, double, intOrLong, isLong, kindOf, long } from '../numbers.ts';
import { between, check, isNullish } from './operator.ts';

/** `$round` and `$trunc`, to a number of digits after or before the point. */
export const rounding = (name: string, way: 'even' | 'zero') =>
  between(
    1,
    2,
  )((value, place = 0) => {
    if (isNullish(value) || isNullish(place)) return null;
    const kind = kindOf(value);
    check(
      kind !== undefined,
      'Location51081',
      () => `${name} only supports numeric types, not ${typeName(value)}`,
    );
    const places = kindOf(place) ? asDouble(place) : Number.NaN;
    check(
      Number.isInteger(places),
      'Location51082',
      () => `precision argument to  ${name} must be a integral value`,
    );
    check(
      places >= -20 && places <= 100,
      'Location51083',
      () => `cannot apply ${name} with precision value ${places} value must be in [-20, 100]`,
    );
    if (kind === 'decimal') return decimals.toDecimal128(decimals.roundTo(asDecimal(value), places, way));
    if (kind !== 'double') {
      if (places >= 0) return value;
      const rounded = decimals.toWhole(decimals.roundTo(decimals.fromWhole(asBig(value)), places, way))!;
      return kind === 'int' ? intOrLong(rounded) : isLong(rounded) ? long(rounded) : double(Number(rounded));
    }
    const n = asDouble(value);
    return double(Number.isFinite(n) ? roundDouble(n, places, way) : n);
  });

/** By the digits of the number itself: 1.005 lies below the middle and is not lifted by a multiplication. */
function roundDouble(n: number, places: number, way: 'even' | 'zero'): number {
  if (places === 0 && way === 'zero') return Math.trunc(n);
  const [digits, exponent] = n.toExponential(17).split('e') as [string, string];
  const [head, rest = ''] = digits.split('.') as [string, string?];
  const decimal = { coefficient: BigInt(head + rest), exponent: Number(exponent) - rest.length };
  const shortest = decimals.toDouble(decimals.roundTo(decimal, places, way));
  return Object.is(n, -0) ? -0 : shortest;
}
