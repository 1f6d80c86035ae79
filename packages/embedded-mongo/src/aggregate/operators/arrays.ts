import { typeName } from '../../query/types.ts';
import { type Doc, isPlain } from '../../values/bson.ts';
import { equal } from '../../values/compare.ts';
import { entriesOf, setField } from '../../values/order.ts';
import { checkElements, takeSteps } from '../steps.ts';
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
  checkElements('$range', size);
  takeSteps(size);
  return Array.from({ length: size }, (_, i) => from + i * by);
}

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
    const lists = arrays.map((array) =>
      asArray('$concatArrays only supports arrays;', 'Location28664', array),
    );
    const size = lists.reduce((sum, list) => sum + list.length, 0);
    checkElements('$concatArrays', size);
    // To copy an element costs less than to compute one.
    takeSteps(size / 16);
    return lists.flat();
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
    return entriesOf(value).map(([k, v]) => ({ k, v }));
  }),
};
