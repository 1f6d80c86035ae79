import { MongoError } from '../../errors.ts';
import { compareSorted, parseSort, sortValues } from '../../query/sort.ts';
import { typeName } from '../../query/types.ts';
import { type Doc, isPlain, toNumber } from '../../values/bson.ts';
import { compare } from '../../values/compare.ts';
import { bind, type Compiled, compile, namedArguments, type Scope, truthy } from '../expression.ts';
import { asDouble, kindOf } from '../numbers.ts';
import { takeSteps } from '../steps.ts';
import { type Form, variableName } from './logic.ts';
import { asArray, asInteger, check, isNullish } from './operator.ts';

/** The variable of an `as`, and `in` or `cond` computed with it. */
function each(
  name: string,
  operand: unknown,
  scope: Scope,
  body: string,
  extra: string | undefined,
  codes: {
    input: 'Location16880' | 'Location28648';
    body: 'Location16882' | 'Location28650';
    unknown: 'Location16879' | 'Location28647';
    object: 'Location16878' | 'Location28646';
  },
) {
  if (!isPlain(operand))
    throw new MongoError(codes.object, `${name} only supports an object as its argument`);
  for (const key of Object.keys(operand))
    if (key !== 'input' && key !== 'as' && key !== body && key !== extra)
      throw new MongoError(codes.unknown, `Unrecognized parameter to ${name}: ${key}`);
  if (!('input' in operand)) throw new MongoError(codes.input, `Missing 'input' parameter to ${name}`);
  if (!(body in operand)) throw new MongoError(codes.body, `Missing '${body}' parameter to ${name}`);
  const { inner, slots } = bind(scope, [operand.as === undefined ? 'this' : variableName(operand.as)]);
  return { input: compile(operand.input, scope), run: compile(operand[body], inner), slot: slots[0]! };
}

export const ARRAY_FORMS: Record<string, Form> = {
  $map(operand, scope) {
    const { input, run, slot } = each('$map', operand, scope, 'in', undefined, {
      object: 'Location16878',
      unknown: 'Location16879',
      input: 'Location16880',
      body: 'Location16882',
    });
    return (root, env) => {
      const items = input(root, env);
      if (isNullish(items)) return null;
      check(
        Array.isArray(items),
        'Location16883',
        () => `input to $map must be an array not ${typeName(items)}`,
      );
      takeSteps(items.length);
      return items.map((item) => {
        env[slot] = item;
        return run(root, env) ?? null;
      });
    };
  },
  $filter(operand, scope) {
    const { input, run, slot } = each('$filter', operand, scope, 'cond', 'limit', {
      object: 'Location28646',
      unknown: 'Location28647',
      input: 'Location28648',
      body: 'Location28650',
    });
    const limit = isPlain(operand) && operand.limit !== undefined ? compile(operand.limit, scope) : undefined;
    return (root, env) => {
      const items = input(root, env);
      if (isNullish(items)) return null;
      check(
        Array.isArray(items),
        'Location28651',
        () => `input to $filter must be an array not ${typeName(items)}`,
      );
      const most = limit?.(root, env);
      if (!isNullish(most))
        check(
          asInteger('$filter: limit', most, 'Location327391', 'Location327391') > 0,
          'Location327392',
          () => '$filter: limit must be greater than 0',
        );
      const size = isNullish(most) ? items.length : asDouble(most);
      takeSteps(items.length);
      const out: unknown[] = [];
      for (const item of items) {
        if (out.length >= size) break;
        env[slot] = item;
        if (truthy(run(root, env))) out.push(item);
      }
      return out;
    };
  },
  $reduce(operand, scope) {
    if (!isPlain(operand)) throw new MongoError('Location40075', '$reduce requires an object as an argument');
    for (const key of Object.keys(operand))
      if (!['input', 'initialValue', 'in'].includes(key))
        throw new MongoError('Location40076', `$reduce found an unknown argument: ${key}`);
    for (const [key, code] of [
      ['input', 'Location40077'],
      ['initialValue', 'Location40078'],
      ['in', 'Location40079'],
    ] as const)
      if (!(key in operand)) throw new MongoError(code, `$reduce requires '${key}' to be specified`);
    const { inner, slots } = bind(scope, ['this', 'value']);
    const [input, initial, run] = [
      compile(operand.input, scope),
      compile(operand.initialValue, scope),
      compile(operand.in, inner),
    ];
    return (root, env) => {
      const items = input(root, env);
      if (isNullish(items)) return null;
      check(
        Array.isArray(items),
        'Location40080',
        () => `$reduce requires that 'input' be an array, found: ${typeName(items)}`,
      );
      takeSteps(items.length);
      let value = initial(root, env);
      for (const item of items) {
        env[slots[0]!] = item;
        env[slots[1]!] = value;
        value = run(root, env);
      }
      return value;
    };
  },
  $zip(operand, scope) {
    if (!isPlain(operand) || !Array.isArray(operand.inputs) || operand.inputs.length === 0)
      throw new MongoError('Location34461', '$zip needs inputs: an array of arrays');
    const longest = operand.useLongestLength === true;
    const inputs = operand.inputs.map((item) => compile(item, scope));
    const defaults = operand.defaults === undefined ? undefined : compile(operand.defaults, scope);
    if (defaults && !longest)
      throw new MongoError('Location34466', 'Cannot specify defaults unless useLongestLength is true');
    return (root, env) => {
      const arrays = inputs.map((input) => input(root, env));
      if (arrays.some(isNullish)) return null;
      const lists = arrays.map((array) =>
        asArray('$zip found a non-array expression in input:', 'Location34468', array),
      );
      const lengths = lists.map((one) => one.length);
      const fill = defaults?.(root, env);
      return Array.from({ length: longest ? Math.max(...lengths) : Math.min(...lengths) }, (_, i) =>
        lists.map((one, j) => (i < one.length ? one[i] : (fill as unknown[] | undefined)?.[j]) ?? null),
      );
    };
  },
  $sortArray(operand, scope) {
    const { input } = namedArguments('$sortArray', operand, scope, ['input', 'sortBy']);
    const { sortBy } = operand as Doc;
    const whole = toNumber(sortBy);
    if (!isPlain(sortBy) && whole !== 1 && whole !== -1)
      throw new MongoError('Location2942507', 'The $sort element value must be either 1 or -1');
    const sort = isPlain(sortBy) ? parseSort(sortBy) : [];
    return (root, env) => {
      const items = input!(root, env);
      if (isNullish(items)) return null;
      check(
        Array.isArray(items),
        'Location2942504',
        () => `The input argument to $sortArray must be an array, but was of type: ${typeName(items)}`,
      );
      if (whole !== undefined) return items.toSorted((a, b) => compare(a, b) * whole);
      return items
        .map((item) => ({ item, by: isPlain(item) ? sortValues(item, sort) : sort.map(() => null) }))
        .sort((a, b) => compareSorted(a.by, b.by, sort))
        .map(({ item }) => item);
    };
  },
};

/** `$firstN`, `$lastN`, `$minN`, `$maxN` of an array. */
export const takeN =
  (name: string, pick: (items: unknown[], n: number) => unknown[]): Form =>
  (operand, scope) => {
    const { input, n } = namedArguments(name, operand, scope, ['input', 'n']) as Record<
      'input' | 'n',
      Compiled
    >;
    return (root, env) => {
      const count = positiveCount(n(root, env));
      return pick(asArray(name, 'Location5788200', input(root, env)), count);
    };
  };

/** The `n` of the accumulators that take one. */
export function positiveCount(value: unknown): number {
  const n = kindOf(value) ? asDouble(value) : Number.NaN;
  check(
    Number.isInteger(n),
    'Location5787902',
    () => `Value for 'n' must be of integral type, but found ${String(value)}`,
  );
  check(n > 0, 'Location5787908', () => `'n' must be greater than 0, found ${n}`);
  return n;
}
