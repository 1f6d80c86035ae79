import { MongoError } from '../errors.ts';
import type { SortSpec } from '../planner/plan.ts';
import { compileFilter, compileValueTest } from '../query/matcher.ts';
import { wholeNumber } from '../query/numbers.ts';
import { compareSorted, sortValues } from '../query/sort.ts';
import { bsonType, type Doc, isPlain } from '../values/bson.ts';
import { compare, equal } from '../values/compare.ts';
import { isOfReference } from '../values/reference.ts';

type Apply = (before: unknown) => unknown;

const bad = (message: string) => new MongoError('BadValue', message);

function array(name: string, value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw bad(`The field '${path}' must be an array for ${name}`);
  return value;
}

const hasEach = (operand: unknown): operand is Doc => isPlain(operand) && '$each' in operand;

/** `$push` with its modifiers: first the position, then the order, then the slice. */
export function push(operand: unknown): Apply {
  if (!hasEach(operand))
    return (before) => [...array('$push', before === undefined ? [] : before, '$push'), operand];
  for (const key of Object.keys(operand))
    if (!['$each', '$position', '$slice', '$sort'].includes(key))
      throw bad(`Unrecognized clause in $push: ${key}`);
  if (!Array.isArray(operand.$each)) throw bad('The argument to $each in $push must be an array');
  const each = operand.$each as unknown[];
  const position = whole('$position', operand.$position);
  const slice = whole('$slice', operand.$slice);
  const order = operand.$sort === undefined ? undefined : elementOrder(operand.$sort);
  return (before) => {
    const out = [...array('$push', before === undefined ? [] : before, '$push')];
    const at =
      position === undefined ? out.length : position < 0 ? Math.max(0, out.length + position) : position;
    out.splice(at, 0, ...each);
    if (order) out.sort(order);
    if (slice === undefined) return out;
    return slice < 0 ? out.slice(slice) : out.slice(0, slice);
  };
}

function whole(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const n = wholeNumber(value);
  if (n === undefined) throw bad(`The value for ${name} must be an integer value`);
  return Number(n);
}

const direction = (value: unknown): 1 | -1 | undefined => {
  const n = wholeNumber(value);
  return n === 1n || n === -1n ? (Number(n) as 1 | -1) : undefined;
};

function elementOrder(by: unknown): (a: unknown, b: unknown) => number {
  const way = direction(by);
  if (way) return (a, b) => compare(a, b) * way;
  if (!isPlain(by) || Object.keys(by).length === 0)
    throw bad(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const sort = Object.entries(by).map(([path, value]): SortSpec[number] => {
    const each = direction(value);
    if (!each) throw bad('The $sort element value must be either 1 or -1');
    if (path.split('.').includes('')) throw bad('The $sort field is a dotted field but has an empty part');
    return [path, each];
  });
  const keys = (item: unknown) => sortValues(isPlain(item) ? item : {}, sort);
  return (a, b) => compareSorted(keys(a), keys(b), sort);
}

export function addToSet(operand: unknown, path: string): Apply {
  if (hasEach(operand) && !Array.isArray(operand.$each))
    throw new MongoError('TypeMismatch', 'The argument to $each in $addToSet must be an array');
  if (hasEach(operand) && Object.keys(operand).length > 1)
    throw bad('Found unexpected fields after $each in $addToSet');
  const items = hasEach(operand) ? (operand.$each as unknown[]) : [operand];
  return (before) => {
    const given = array('$addToSet', before === undefined ? [] : before, path);
    const out = [...given];
    for (const item of items) if (!out.some((each) => equal(each, item))) out.push(item);
    return before !== undefined && out.length === given.length ? before : out;
  };
}

/** Removes what `gone` says; the same array where that is nothing. */
const without = (name: string, path: string, gone: (item: unknown) => boolean): Apply => {
  return (before) => {
    const items = array(name, before, path);
    const out = items.filter((item) => !gone(item));
    return out.length === items.length ? before : out;
  };
};

export const pull = (operand: unknown, path: string): Apply => without('$pull', path, pullTest(operand));

export function pullAll(operand: unknown, path: string): Apply {
  if (!Array.isArray(operand)) throw bad('$pullAll requires an array argument');
  return without('$pullAll', path, (item) => operand.some((each) => equal(each, item)));
}

/** Conditions on an element as a document; every other operator is one on its value. */
const OF_DOCUMENTS = new Set(['$and', '$or', '$nor', '$expr']);

function pullTest(condition: unknown): (item: unknown) => boolean {
  if (!isPlain(condition))
    return bsonType(condition) === 'BSONRegExp'
      ? compileValueTest(condition)
      : (item) => equal(item, condition);
  const [first = ''] = Object.keys(condition);
  if (first.startsWith('$') && !OF_DOCUMENTS.has(first) && !isOfReference(first))
    return compileValueTest(condition);
  const matches = compileFilter(condition);
  return (item) => isPlain(item) && matches(item);
}
