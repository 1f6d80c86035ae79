import { Decimal128, Double, Int32, Long } from 'bson';
import fc from 'fast-check';
import { path } from './documents.ts';
import { elementCondition, operatorCondition, pullCondition } from './filters.ts';
import { fields, number, scalar, value } from './values.ts';

export interface GeneratedUpdate {
  u: unknown;
  arrayFilters?: unknown[];
}

const pick = fc.constantFrom;
const anything = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: value(2) });
const items = fc.array(anything, { maxLength: 3 });
const count = pick<unknown>(
  new Int32(0),
  new Int32(1),
  new Int32(2),
  new Int32(-1),
  new Int32(-2),
  Long.fromNumber(1),
);
const direction = pick<unknown>(new Int32(1), new Int32(-1));

const each = fc
  .tuple(
    items,
    fc.option(count, { nil: undefined }),
    fc.option(count, { nil: undefined }),
    fc.option(
      fc.oneof(
        direction,
        pick('x', 'y').chain((name) => direction.map((way) => fields([[name, way]]))),
      ),
      {
        nil: undefined,
      },
    ),
  )
  .map(([list, slice, position, sort]) =>
    fields(
      (
        [
          ['$each', list],
          ['$slice', slice],
          ['$position', position],
          ['$sort', sort],
        ] as [string, unknown][]
      ).filter(([, it]) => it !== undefined),
    ),
  );

const bit = fc
  .tuple(
    pick('and', 'or', 'xor', 'not'),
    pick<unknown>(new Int32(5), new Int32(-1), Long.fromNumber(6), new Double(1)),
  )
  .map(([name, mask]) => fields([[name, mask]]));

const factor = fc.oneof(
  { weight: 4, arbitrary: number },
  {
    weight: 1,
    arbitrary: pick<unknown>(new Int32(2147483647), Long.MAX_VALUE, Decimal128.fromString('0.5'), 'a', null),
  },
);

const OPERANDS: Record<string, fc.Arbitrary<unknown>> = {
  $set: anything,
  $unset: pick<unknown>('', true, new Int32(1)),
  $inc: factor,
  $mul: factor,
  $min: anything,
  $max: anything,
  $rename: pick<unknown>('a', 'b', 'e', 'c.x', 'f.g', 'd.x', '', 'e.0'),
  $setOnInsert: anything,
  $currentDate: pick<unknown>(
    true,
    fields([['$type', 'date']]),
    fields([['$type', 'timestamp']]),
    fields([['$type', 'x']]),
  ),
  $push: fc.oneof(anything, each),
  $addToSet: fc.oneof(
    anything,
    items.map((list) => fields([['$each', list]])),
  ),
  $pull: pullCondition,
  $pullAll: fc.oneof(
    { weight: 6, arbitrary: items as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: scalar },
  ),
  $pop: pick<unknown>(new Int32(1), new Int32(-1), new Int32(2), Long.fromNumber(1), new Double(-1)),
  $bit: bit,
};
const NAMES = Object.keys(OPERANDS);

const target = fc.oneof(
  { weight: 8, arbitrary: path },
  {
    weight: 2,
    arbitrary: pick(
      'b.$',
      'c.$.x',
      'b.$[]',
      'c.$[].x',
      'b.$[i]',
      'c.$[i].y',
      'c.$[i]',
      'b.$[].x',
      'c.$',
      'a.$[]',
    ),
  },
  { weight: 1, arbitrary: pick('_id', '_id.x', 'a..b', '$a', 'a.$b', 'b.5', 'f.g.h', 'f.0', '10', 'c.10') },
);

const modifier = pick(...NAMES).chain((name) =>
  fc
    .uniqueArray(fc.tuple(target, OPERANDS[name]!), { minLength: 1, maxLength: 2, selector: ([at]) => at })
    .map((pairs): [string, unknown] => [name, fields(pairs)]),
);

const arrayFilter = fc.oneof(
  operatorCondition.map((it) => fields([['i', it]])),
  scalar.map((it) => fields([['i', it]])),
  elementCondition.map((it) => fields([...it].map(([name, one]) => [`i.${name}`, one]))),
);

const needsFilter = (modifiers: [string, unknown][]) =>
  modifiers.some(([, pairs]) =>
    [...(pairs as Map<string, unknown>).keys()].some((at) => at.includes('$[i]')),
  );

const modifiers: fc.Arbitrary<GeneratedUpdate> = fc
  .tuple(
    fc.uniqueArray(modifier, { minLength: 1, maxLength: 2, selector: ([name]) => name }),
    arrayFilter,
    fc.integer({ max: 9, min: 0 }),
  )
  .map(([all, one, luck]) => ({
    u: fields(all),
    ...((needsFilter(all) ? luck > 0 : luck === 9) && { arrayFilters: [one] }),
  }));

const replacement: fc.Arbitrary<GeneratedUpdate> = fc
  .uniqueArray(fc.tuple(pick('a', 'b', 'c', 'd', '10', '1', 'e'), anything), {
    maxLength: 4,
    selector: ([name]) => name,
  })
  .map((pairs) => ({ u: fields(pairs) }));

const STAGES: unknown[][] = [
  [{ $set: { a: '$b' } }],
  [{ $set: { 'c.x': new Int32(1) } }],
  [{ $set: { e: { $add: [new Int32(1), new Int32(1)] } } }],
  [{ $unset: 'a' }],
  [{ $unset: ['a', 'c.x'] }],
  [{ $replaceWith: { a: '$c', b: new Double(1) } }],
  [{ $set: { d: { $ifNull: ['$a', 'none'] } } }, { $unset: 'a' }],
  [{ $project: { a: new Int32(1) } }],
  [{ $set: { e: '$$ROOT.a', f: { $concatArrays: [['x'], { $cond: [{ $isArray: '$b' }, '$b', []] }] } } }],
  [{ $set: { _id: new Int32(99) } }],
  [{ $set: { b: { $size: { $ifNull: ['$c.x', []] } } } }],
];

/** Operators, a replacement, or a pipeline. */
export const update: fc.Arbitrary<GeneratedUpdate> = fc.oneof(
  { weight: 12, arbitrary: modifiers },
  { weight: 1, arbitrary: replacement },
  { weight: 1, arbitrary: pick(...STAGES).map((u): GeneratedUpdate => ({ u })) },
);
