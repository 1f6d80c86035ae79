import { Binary, BSONRegExp, Double, Int32, Long } from 'bson';
import fc from 'fast-check';
import { path } from './documents.ts';
import { fields, number, scalar, text, value } from './values.ts';

const one = (name: string, operand: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  operand.map((it) => fields([[name, it]]));
const pick = fc.constantFrom;
const operand = fc.oneof({ weight: 6, arbitrary: scalar }, { weight: 1, arbitrary: value(2) });

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
  ['^a b # note', 'x'],
  ['(?<=a)b', ''],
  ['\\d', ''],
  ['^\\w+$', ''],
  ['^a*b', ''],
  ['^ab?c', ''],
  ['', ''],
];
const pattern = pick(...PATTERNS);
const regex = pattern.map(([source, options]) => new BSONRegExp(source, options));

const comparison = fc
  .tuple(pick('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand)
  .map(([name, it]) => fields([[name, it]]));
const range = fc
  .tuple(pick('$gt', '$gte'), scalar, pick('$lt', '$lte'), scalar)
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
const membership = fc
  .tuple(pick('$in', '$nin', '$all'), fc.array(listed, { maxLength: 4 }))
  .map(([name, items]) => fields([[name, items]]));
const TYPES: unknown[] = [
  'double',
  'string',
  'object',
  'array',
  'binData',
  'objectId',
  'bool',
  'date',
  'null',
  'regex',
  'int',
  'timestamp',
  'long',
  'decimal',
  'number',
  'minKey',
  'maxKey',
  new Int32(1),
  new Int32(4),
  new Int32(16),
  new Int32(-1),
  'unknown',
  new Int32(0),
  new Double(2.5),
];
const typed = one('$type', fc.oneof(pick(...TYPES), fc.array(pick(...TYPES), { maxLength: 2 })));
const exists = one('$exists', pick<unknown>(true, false, new Int32(1), new Int32(0), null, 'a'));
const size = one(
  '$size',
  pick<unknown>(
    new Int32(0),
    new Int32(1),
    new Int32(2),
    new Double(2),
    new Int32(-1),
    new Double(1.5),
    'a',
    Long.fromNumber(3),
  ),
);
const mod = one(
  '$mod',
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(
        pick<unknown>(new Int32(2), new Int32(3), new Double(2.7), Long.fromNumber(-2)),
        pick<unknown>(new Int32(0), new Int32(1), new Double(1.9), new Int32(-1)),
      ),
    },
    {
      weight: 1,
      arbitrary: pick<unknown>(
        [],
        [new Int32(2)],
        [new Int32(0), new Int32(0)],
        [new Int32(2), new Int32(0), new Int32(0)],
        new Int32(2),
        ['a', 'b'],
      ),
    },
  ) as fc.Arbitrary<unknown>,
);
const matching = fc.oneof(
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
const bits = fc
  .tuple(
    pick('$bitsAllSet', '$bitsAllClear', '$bitsAnySet', '$bitsAnyClear'),
    pick<unknown>(
      new Int32(1),
      new Int32(2),
      new Int32(5),
      [new Int32(0)],
      [new Int32(0), new Int32(2)],
      [new Int32(63)],
      [],
      Long.fromNumber(3),
      new Double(3),
      new Double(1.5),
      new Int32(-1),
      'a',
      [new Int32(-1)],
      new Binary(new Uint8Array([5]), 0),
    ),
  )
  .map(([name, mask]) => fields([[name, mask]]));

const condition = (depth: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: operand },
    { weight: 6, arbitrary: comparison },
    { weight: 3, arbitrary: range },
    { weight: 4, arbitrary: membership },
    { weight: 2, arbitrary: exists },
    { weight: 2, arbitrary: typed },
    { weight: 1, arbitrary: size },
    { weight: 1, arbitrary: mod },
    { weight: 2, arbitrary: matching },
    { weight: 1, arbitrary: bits },
    ...(depth > 0 ? nested(depth) : []),
  );

const nested = (depth: number) => [
  { weight: 2, arbitrary: one('$elemMatch', operators(depth - 1)) },
  { weight: 2, arbitrary: one('$elemMatch', fieldConditions(depth - 1, pick('x', 'y', 'x.y', '0'))) },
  {
    weight: 1,
    arbitrary: one('$all', fc.array(one('$elemMatch', fieldConditions(0, pick('x', 'y'))), { maxLength: 2 })),
  },
  { weight: 2, arbitrary: one('$not', operators(depth - 1)) },
];

/** A condition that is made of operators, as `$not` and one form of `$elemMatch` need it. */
const operators = (depth: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    comparison,
    range,
    membership,
    exists,
    typed,
    size,
    mod,
    bits,
    ...(depth > 0 ? [one('$not', comparison)] : []),
  );

const fieldConditions = (depth: number, names: fc.Arbitrary<string>): fc.Arbitrary<Map<string, unknown>> =>
  fc
    .uniqueArray(fc.tuple(names, condition(depth)), {
      minLength: 1,
      maxLength: 2,
      selector: ([name]) => name,
    })
    .map(fields);

const EXPRESSIONS: unknown[] = [
  { $eq: ['$a', '$b'] },
  { $gt: ['$a', new Int32(1)] },
  { $lt: ['$a', '$d'] },
  { $and: ['$a', '$d'] },
  { $in: ['$a', [new Int32(1), 'a']] },
  { $isArray: ['$b'] },
  { $eq: [{ $type: '$a' }, 'missing'] },
  '$a',
  { $gt: ['$c.x', null] },
];

/** A whole filter; clauses nest up to `depth`. */
export function filter(depth = 2): fc.Arbitrary<Map<string, unknown>> {
  const plain = fieldConditions(depth, path);
  if (depth === 0) return plain;
  const clause = fc
    .tuple(pick('$and', '$or', '$nor'), fc.array(filter(depth - 1), { minLength: 1, maxLength: 3 }))
    .map(([name, all]) => fields([[name, all]]));
  return fc.oneof(
    { weight: 8, arbitrary: plain },
    { weight: 2, arbitrary: clause },
    { weight: 1, arbitrary: fc.tuple(plain, clause).map(([x, y]) => new Map([...x, ...y])) },
    { weight: 1, arbitrary: pick(...EXPRESSIONS).map((it) => fields([['$expr', it]])) },
  );
}

export const pullCondition: fc.Arbitrary<unknown> = fc.oneof(
  operand,
  operators(1),
  fieldConditions(1, pick('x', 'y')),
  text,
  number,
);
export const elementCondition = fieldConditions(0, pick('x', 'y'));
export const operatorCondition = operators(0);
