import { MongoError } from '../../errors.ts';
import { compareSorted, parseSort, sortValues } from '../../query/sort.ts';
import { typeName } from '../../query/types.ts';
import { type Doc, isPlain, toNumber } from '../../values/bson.ts';
import { compare, equal } from '../../values/compare.ts';
import { setField } from '../../values/order.ts';
import { bind, type Compiled, compile, namedArguments, type Scope, truthy } from '../expression.ts';
import { asDouble, kindOf } from '../numbers.ts';
import { type Form, variableName } from './logic.ts';
import {
  asArray,
  asInteger,
  between,
  binary,
  check,
  isNullish,
  type Operators,
  unary,
  variadic,
} from './operator.ts';

function elementAt(name: string, array: unknown, at: unknown): unknown {
  if (isNullish(array) || isNullish(at)) return null;
  check(
    Array.isArray(array),
    'Location28689',
    () => `${name}'s first argument must be an array, but is ${typeName(array)}`,
  );
  const i = asInteger(`${name}'s second argument`, at, 'Location28690', 'Location28691');
  return array[i < 0 ? array.length + i : i];
}

function slice(array: unknown, a: unknown, b?: unknown, ...rest: unknown[]): unknown {
  const three = rest[0] === THREE;
  if (isNullish(array) || isNullish(a) || (three && isNullish(b))) return null;
  check(
    Array.isArray(array),
    'Location28724',
    () => `First argument to $slice must be an array, but is of type: ${typeName(array)}`,
  );
  const first = asInteger('Second argument to $slice', a, 'Location28725', 'Location28726');
  if (!three) return first < 0 ? array.slice(first) : array.slice(0, first);
  const n = asInteger('Third argument to $slice', b, 'Location28727', 'Location28728');
  check(n > 0, 'Location28729', () => `Third argument to $slice must be positive: ${n}`);
  const start = first < 0 ? Math.max(0, array.length + first) : first;
  return array.slice(start, start + n);
}

const THREE = Symbol('three arguments');

function range(start: unknown, end: unknown, step: unknown = 1): unknown {
  const from = asInteger("$range's starting value", start, 'Location34443', 'Location34444');
  const to = asInteger("$range's ending value", end, 'Location34445', 'Location34446');
  const by = asInteger("$range's step value", step, 'Location34447', 'Location34448');
  check(by !== 0, 'Location34449', () => '$range requires a non-zero step value');
  const size = Math.max(0, Math.ceil((to - from) / by));
  check(size <= MAX_RANGE, 'ExceededMemoryLimit', () => `$range would use too much memory: ${size} elements`);
  return Array.from({ length: size }, (_, i) => from + i * by);
}

const MAX_RANGE = 4_000_000;

/** The part of a list between two places, as the `$indexOf` operators take them. */
export function window(
  name: string,
  from: unknown,
  to: unknown,
  codes: ['Location40096', 'Location40097'],
  length: number,
): [number, number] {
  const bound = (value: unknown, what: string) => {
    const n = asInteger(`${name} ${what} index`, value, codes[0], codes[0]);
    check(n >= 0, codes[1], () => `${name} requires a nonnegative ${what} index, found: ${n}`);
    return n;
  };
  return [
    from === undefined ? 0 : bound(from, 'starting'),
    to === undefined ? length : Math.min(length, bound(to, 'ending')),
  ];
}

function indexOf(array: unknown, item: unknown, from?: unknown, to?: unknown): unknown {
  if (isNullish(array)) return null;
  const items = asArray('$indexOfArray', 'Location40090', array);
  const [start, end] = window('$indexOfArray', from, to, ['Location40096', 'Location40097'], items.length);
  for (let i = start; i < end; i++) if (equal(items[i], item)) return i;
  return -1;
}

function arrayToObject(value: unknown): unknown {
  if (isNullish(value)) return null;
  const items = asArray('$arrayToObject', 'Location40386', value);
  const out: Doc = {};
  const pairs = Array.isArray(items[0]);
  for (const item of items) {
    let [key, field]: unknown[] = [];
    if (pairs) {
      check(
        Array.isArray(item),
        'Location40396',
        () => `$arrayToObject requires a consistent input format, found: ${typeName(item)}`,
      );
      check(
        item.length === 2,
        'Location40397',
        () => `$arrayToObject requires an array of size 2 arrays, found array of size: ${item.length}`,
      );
      [key, field] = item;
      check(
        typeof key === 'string',
        'Location40395',
        () =>
          `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeName(key)}`,
      );
    } else {
      check(
        isPlain(item),
        item === items[0] ? 'Location40398' : 'Location40391',
        () => `Unrecognised input type format for $arrayToObject: ${typeName(item)}`,
      );
      check(
        Object.keys(item).length === 2,
        'Location40392',
        () => "$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys",
      );
      check(
        'k' in item && 'v' in item,
        'Location40393',
        () => "$arrayToObject requires an object with keys 'k' and 'v'",
      );
      [key, field] = [item.k, item.v];
      check(
        typeof key === 'string',
        'Location40394',
        () =>
          `$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. Found type: ${typeName(key)}`,
      );
    }
    check(
      !(key as string).includes('\0'),
      'Location4940400',
      () => 'Key field cannot contain an embedded null byte',
    );
    setField(out, key as string, field);
  }
  return out;
}

export const ARRAYS: Operators = {
  $isArray: unary(Array.isArray),
  $size: unary((value) => {
    check(
      Array.isArray(value),
      'Location17124',
      () => `The argument to $size must be an array, but was of type: ${typeName(value)}`,
    );
    return value.length;
  }),
  $arrayElemAt: binary((array, at) => elementAt('$arrayElemAt', array, at)),
  $slice: between(
    2,
    3,
  )((array, a, ...rest) => (rest.length === 0 ? slice(array, a) : slice(array, a, rest[0], THREE))),
  $range: between(2, 3)(range),
  $in: binary((item, array) => {
    check(
      Array.isArray(array),
      'Location40081',
      () => `$in requires an array as a second argument, found: ${typeName(array)}`,
    );
    return array.some((each) => equal(each, item));
  }),
  $concatArrays: variadic((...arrays) => {
    if (arrays.some(isNullish)) return null;
    return arrays.flatMap((array) => asArray('$concatArrays only supports arrays;', 'Location28664', array));
  }),
  $reverseArray: unary((array) =>
    isNullish(array) ? null : asArray('$reverseArray', 'Location34435', array).toReversed(),
  ),
  $indexOfArray: between(2, 4)(indexOf),
  $arrayToObject: unary(arrayToObject),
  $objectToArray: unary((value) => {
    if (isNullish(value)) return null;
    check(
      isPlain(value),
      'Location40390',
      () => `$objectToArray requires a document input, found: ${typeName(value)}`,
    );
    return Object.entries(value).map(([k, v]) => ({ k, v }));
  }),
};

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
