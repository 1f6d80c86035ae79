import { Timestamp } from 'bson';
import { MongoError } from '../errors.ts';
import { compileFilter, compileValueTest } from '../query/matcher.ts';
import { compareSorted, parseSort, sortValues } from '../query/sort.ts';
import { bsonType, type Doc, isNumeric, isPlain, toNumber } from '../values/bson.ts';
import { compare, equal } from '../values/compare.ts';
import { arithmetic, bitwise } from '../values/number.ts';

/** What an operator makes of the value at a path; `undefined` stands for no field, before and after. */
export type Operator = (before: unknown, operand: unknown, path: string) => unknown;

const numeric = (name: string, value: unknown, path: string) => {
  if (!isNumeric(value))
    throw new MongoError('TypeMismatch', `Cannot apply ${name} to a value of non-numeric type at '${path}'`);
};

const array = (name: string, value: unknown, path: string): unknown[] => {
  if (!Array.isArray(value))
    throw new MongoError('BadValue', `The field '${path}' must be an array for ${name}`);
  return value;
};

const calculate =
  (name: '$inc' | '$mul'): Operator =>
  (before, operand, path) => {
    numeric(name, operand, path);
    if (before === undefined) return name === '$inc' ? operand : arithmetic('*', operand, 0);
    numeric(name, before, path);
    return arithmetic(name === '$inc' ? '+' : '*', before, operand);
  };

/** The operators that change one value; `$rename` and `$setOnInsert` are handled where they are applied. */
export const OPERATORS: Record<string, Operator> = {
  $set: (_before, operand) => operand,
  $unset: () => undefined,
  $inc: calculate('$inc'),
  $mul: calculate('$mul'),
  $min: (before, operand) => (before === undefined || compare(operand, before) < 0 ? operand : before),
  $max: (before, operand) => (before === undefined || compare(operand, before) > 0 ? operand : before),
  $currentDate(_before, operand) {
    const type = isPlain(operand) ? operand.$type : 'date';
    if (type === 'timestamp') return new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
    if (type !== 'date')
      throw new MongoError('BadValue', "The '$type' of $currentDate must be 'date' or 'timestamp'");
    return new Date();
  },
  $push: (before, operand, path) => push(array('$push', before ?? [], path), operand),
  $addToSet(before, operand, path) {
    const out = [...array('$addToSet', before ?? [], path)];
    const items = isPlain(operand) && '$each' in operand ? array('$each', operand.$each, path) : [operand];
    for (const item of items) if (!out.some((each) => equal(each, item))) out.push(item);
    return out;
  },
  $pop(before, operand, path) {
    if (before === undefined) return undefined;
    const end = toNumber(operand);
    if (end !== 1 && end !== -1) throw new MongoError('FailedToParse', '$pop expects 1 or -1');
    const items = array('$pop', before, path);
    return end === 1 ? items.slice(0, -1) : items.slice(1);
  },
  $pull(before, operand, path) {
    if (before === undefined) return undefined;
    const matches = pullTest(operand);
    return array('$pull', before, path).filter((item) => !matches(item));
  },
  $pullAll(before, operand, path) {
    if (before === undefined) return undefined;
    const gone = array('$pullAll', operand, path);
    return array('$pullAll', before, path).filter((item) => !gone.some((each) => equal(each, item)));
  },
  $bit(before, operand) {
    if (!isPlain(operand)) throw new MongoError('BadValue', 'The $bit modifier takes a document');
    return Object.entries(operand).reduce<unknown>(
      (value, [name, mask]) => bitwise(name, value, mask),
      before ?? 0,
    );
  },
};

function pullTest(condition: unknown): (item: unknown) => boolean {
  if (!isPlain(condition))
    return bsonType(condition) === 'BSONRegExp'
      ? compileValueTest(condition)
      : (item) => equal(item, condition);
  if (Object.keys(condition)[0]?.startsWith('$')) return compileValueTest(condition);
  const matches = compileFilter(condition);
  return (item) => isPlain(item) && matches(item);
}

function push(items: unknown[], operand: unknown): unknown[] {
  if (!isPlain(operand) || !('$each' in operand)) return [...items, operand];
  for (const key of Object.keys(operand))
    if (!['$each', '$position', '$slice', '$sort'].includes(key))
      throw new MongoError('BadValue', `Unrecognized clause in $push: ${key}`);
  const each = array('$each', operand.$each, '$each');
  const position = toNumber(operand.$position) ?? items.length;
  const out = [...items];
  out.splice(position < 0 ? Math.max(0, out.length + position) : position, 0, ...each);
  if (operand.$sort !== undefined) sortItems(out, operand.$sort);
  const slice = toNumber(operand.$slice);
  if (slice === undefined) return out;
  return slice < 0 ? out.slice(slice) : out.slice(0, slice);
}

function sortItems(items: unknown[], by: unknown): void {
  const direction = toNumber(by);
  if (direction !== undefined) {
    items.sort((a, b) => compare(a, b) * direction);
    return;
  }
  const sort = parseSort(by);
  const keys = new Map(items.map((item) => [item, sortValues(isPlain(item) ? item : ({} as Doc), sort)]));
  items.sort((a, b) => compareSorted(keys.get(a)!, keys.get(b)!, sort));
}
