import { BSONRegExp, Double, Int32, Long } from 'bson';
import fc from 'fast-check';
import { fields, scalar, value } from './values.ts';

const pick = fc.constantFrom;
const int = (n: number) => new Int32(n);

export const one = (name: string, operand: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  operand.map((it) => fields([[name, it]]));

export const operand = fc.oneof({ weight: 6, arbitrary: scalar }, { weight: 1, arbitrary: value(2) });
/** A regular expression is no value to be greater than. */
const orderable = operand.filter((it) => !(it instanceof BSONRegExp));

const PATTERNS: [string, string][] = [
  ['^a', ''],
  ['b$', ''],
  ['a', 'i'],
  ['^A', 'i'],
  ['a.c', ''],
  ['a.b', 's'],
  ['^b', 'm'],
  ['^ab|^零', ''],
  ['བོད', ''],
  ['^零', ''],
  ['^.{2}$', ''],
  ['[[:alpha:]]', ''],
  ['^[^[:digit:]]$', ''],
  ['^a b # note', 'x'],
  ['(?<=a)b', ''],
  ['\\d', ''],
  ['^\\w+$', ''],
  ['^a*b', ''],
  ['^ab?c', ''],
  ['a\\.b', ''],
  ['^\\$', ''],
  ['', ''],
];
const pattern = pick(...PATTERNS);
export const regex = pattern.map(([source, options]) => new BSONRegExp(source, options));

export const comparison = fc.oneof(
  one('$eq', operand),
  fc.tuple(pick('$ne', '$gt', '$gte', '$lt', '$lte'), orderable).map(([name, it]) => fields([[name, it]])),
);
export const range = fc
  .tuple(pick('$gt', '$gte'), orderable, pick('$lt', '$lte'), orderable)
  .map(([low, from, high, to]) =>
    fields([
      [low, from],
      [high, to],
    ]),
  );
const listed = fc.oneof(
  { weight: 8, arbitrary: operand },
  { weight: 1, arbitrary: regex },
  { weight: 1, arbitrary: fc.constant(null) },
);
export const membership = fc
  .tuple(pick('$in', '$nin', '$all'), fc.array(listed, { maxLength: 4 }))
  .map(([name, items]) => fields([[name, items]]));

const NAMES =
  'double string object array binData objectId bool date null regex int timestamp long decimal number minKey maxKey';
const type = pick<unknown>(...NAMES.split(' '), int(1), int(4), int(16), int(-1), new Double(2));
export const typed = one('$type', fc.oneof(type, fc.array(type, { minLength: 1, maxLength: 2 })));
export const exists = one('$exists', pick<unknown>(true, false, int(1), int(0), null, 'a', ''));
export const size = one('$size', pick<unknown>(int(0), int(1), int(2), new Double(2), Long.fromNumber(3)));
export const mod = one(
  '$mod',
  fc.tuple(
    pick<unknown>(int(2), int(3), new Double(2.7), Long.fromNumber(-2)),
    pick<unknown>(int(0), int(1), new Double(1.9), int(-1)),
  ),
);
export const matching = fc.oneof(
  regex as fc.Arbitrary<unknown>,
  pattern.map(([source, options]) =>
    fields(
      options === ''
        ? [['$regex', source]]
        : [
            ['$regex', source],
            ['$options', options],
          ],
    ),
  ),
  one('$not', regex),
);
const FAULTS: [string, unknown][] = [
  ['$type', 'unknown'],
  ['$type', int(0)],
  ['$type', new Double(2.5)],
  ['$type', []],
  ['$size', int(-1)],
  ['$size', new Double(1.5)],
  ['$size', 'a'],
  ['$mod', []],
  ['$mod', [int(2)]],
  ['$mod', [int(0), int(0)]],
  ['$mod', [int(2), int(0), int(0)]],
  ['$mod', int(2)],
  ['$mod', ['a', 'b']],
  ['$gt', new BSONRegExp('a', '')],
  ['$lte', new BSONRegExp('a', '')],
  ['$ne', new BSONRegExp('a', '')],
  ['$in', int(1)],
  ['$in', [fields([['$gt', int(1)]])]],
  ['$all', int(1)],
  ['$all', [fields([['$gt', int(1)]])]],
  ['$not', 'a'],
  ['$not', fields([])],
  ['$elemMatch', int(1)],
  ['$unknown', int(1)],
  ['$options', 'i'],
];
/** A condition that must be refused. */
export const fault = pick(...FAULTS).map(([name, it]) => fields([[name, it]]));
