import { notSupported } from '../../errors.ts';
import { compare } from '../../values/compare.ts';
import { SIMPLE } from '../accumulators.ts';
import { compile, fold } from '../expression.ts';
import { double } from '../numbers.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { ARRAY_FORMS, takeN } from './array-forms.ts';
import { ARRAYS } from './arrays.ts';
import { CONVERSION_FORMS, CONVERSIONS } from './convert.ts';
import { DATE_FORMS } from './dates.ts';
import { type Form, LOGIC, LOGIC_FORMS } from './logic.ts';
import { isNullish, type Operators } from './operator.ts';
import { OBJECT_FORMS, SETS } from './sets.ts';
import { STRING_FORMS, STRINGS } from './strings.ts';

/** Operators on values, by name. */
export const OPERATORS: Operators = {
  ...ARITHMETIC,
  ...LOGIC,
  ...ARRAYS,
  ...STRINGS,
  ...CONVERSIONS,
  ...SETS,
};

/** An accumulator as an expression: over its arguments, or over the elements of its only one. */
const accumulated =
  (open: (typeof SIMPLE)[string]): Form =>
  (operand, scope) => {
    const parts = (Array.isArray(operand) ? operand : [operand]).map((part) => compile(part, scope));
    return fold((root, env) => {
      const values = parts.map((part) => part(root, env));
      const into = open();
      const only = values[0];
      for (const value of values.length === 1 && Array.isArray(only) ? only : values) into.add(value);
      return into.value();
    }, parts);
  };

const firstOf =
  (at: 0 | -1): Form =>
  (operand, scope) =>
    compile(
      { $arrayElemAt: [Array.isArray(operand) && operand.length === 1 ? operand[0] : operand, at] },
      scope,
    );

const refused =
  (name: string): Form =>
  () => {
    throw notSupported(`The expression ${name}`);
  };

const sorted = (sign: 1 | -1) => (items: unknown[], n: number) =>
  items
    .filter((item) => !isNullish(item))
    .sort((a, b) => compare(a, b) * sign)
    .slice(0, n);

/** Operators that decide themselves what to compute, by name. */
export const FORMS: Record<string, Form> = {
  ...LOGIC_FORMS,
  ...ARRAY_FORMS,
  ...STRING_FORMS,
  ...CONVERSION_FORMS,
  ...DATE_FORMS,
  ...OBJECT_FORMS,
  ...Object.fromEntries(Object.entries(SIMPLE).map(([name, open]) => [name, accumulated(open)])),
  $first: firstOf(0),
  $last: firstOf(-1),
  $firstN: takeN('$firstN', (items, n) => items.slice(0, n)),
  $lastN: takeN('$lastN', (items, n) => items.slice(-n)),
  $minN: takeN('$minN', sorted(1)),
  $maxN: takeN('$maxN', sorted(-1)),
  $rand: () => () => double(Math.random()),
  ...Object.fromEntries(
    ['$function', '$sampleRate', '$accumulator', '$meta', '$median', '$percentile', '$toHashedIndexKey'].map(
      (name) => [name, refused(name)],
    ),
  ),
};
