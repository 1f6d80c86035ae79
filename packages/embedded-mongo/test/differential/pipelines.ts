import { Int32 } from 'bson';
import fc from 'fast-check';
import { path } from './documents.ts';
import { filter } from './filters.ts';
import { sort } from './shapes.ts';
import { fields, plainNumber, text } from './values.ts';

const pick = fc.constantFrom;
const int = (n: number) => new Int32(n);
const field = path.filter((at) => !/\d/.test(at)).map((at) => `$${at}`);

const constant = fc
  .oneof(
    plainNumber,
    text.filter((it) => !it.startsWith('$')),
    fc.constant(null),
    fc.boolean(),
  )
  .map((it) => ({ $literal: it }));
const operand = fc.oneof(
  { weight: 3, arbitrary: field as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: constant },
);
const binary = fc
  .tuple(pick('$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$cmp'), operand, operand)
  .map(([name, a, b]) => ({ [name]: [a, b] }));
const whether = fc.oneof(
  binary,
  fc
    .array(binary, { minLength: 1, maxLength: 2 })
    .chain((all) => pick('$and', '$or').map((name) => ({ [name]: all }))),
  binary.map((it) => ({ $not: [it] })),
);
/** Not a decimal, with which nothing is computed here. */
const isNumber = (it: string) => ({ $in: [{ $type: it }, ['int', 'long', 'double']] });
/** Expressions that take any value. */
const expression: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: field as fc.Arbitrary<unknown> },
  { weight: 1, arbitrary: constant },
  { weight: 2, arbitrary: whether },
  { weight: 2, arbitrary: fc.tuple(whether, operand, operand).map(([a, b, c]) => ({ $cond: [a, b, c] })) },
  { weight: 2, arbitrary: fc.tuple(operand, operand).map((pair) => ({ $ifNull: pair })) },
  { weight: 1, arbitrary: field.map((it) => ({ $type: it })) },
  { weight: 1, arbitrary: field.map((it) => ({ $isArray: [it] })) },
  { weight: 1, arbitrary: field.map((it) => ({ $cond: [{ $isArray: [it] }, { $size: it }, int(-1)] })) },
  { weight: 1, arbitrary: field.map((it) => ({ $cond: [isNumber(it), { $add: [it, int(1)] }, null] })) },
  { weight: 1, arbitrary: field.map((it) => ({ $cond: [isNumber(it), { $multiply: [it, int(2)] }, null] })) },
  { weight: 1, arbitrary: fc.tuple(operand, operand).map((pair) => pair) },
  { weight: 1, arbitrary: fc.tuple(operand, operand).map(([a, b]) => ({ x: a, y: b })) },
  {
    weight: 1,
    arbitrary: field.map((it) => ({ $arrayElemAt: [{ $cond: [{ $isArray: [it] }, it, []] }, int(0)] })),
  },
  {
    weight: 1,
    arbitrary: field.map((it) => ({
      $map: { input: { $cond: [{ $isArray: [it] }, it, []] }, as: 'one', in: { v: '$$one' } },
    })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(operand, field)
      .map(([a, it]) => ({ $in: [a, { $cond: [{ $isArray: [it] }, it, []] }] })),
  },
);

const accumulator = fc.oneof(
  pick({ $sum: int(1) }, { $count: {} }),
  fc
    .tuple(pick('$sum', '$avg', '$min', '$max', '$first', '$last', '$push', '$addToSet'), field)
    .map(([name, it]) => ({ [name]: it })),
);
const named = (one: fc.Arbitrary<unknown>, maxLength: number) =>
  fc
    .uniqueArray(fc.tuple(pick('p', 'q', 'r'), one), { minLength: 1, maxLength, selector: ([name]) => name })
    .map((pairs): [string, unknown][] => pairs);

const order = { $sort: { _id: int(1) } };
const group = fc
  .tuple(fc.oneof(expression, fc.constant(null)), named(accumulator, 3))
  .map(([id, rest]) => [order, { $group: fields([['_id', id], ...rest]) }]);

const stage: fc.Arbitrary<unknown[]> = fc.oneof(
  { weight: 3, arbitrary: filter(1).map((it) => [{ $match: it }]) },
  { weight: 3, arbitrary: named(expression, 2).map((pairs) => [{ $addFields: fields(pairs) }]) },
  { weight: 2, arbitrary: named(expression, 2).map((pairs) => [{ $project: fields(pairs) }]) },
  { weight: 1, arbitrary: path.filter((at) => !/\d/.test(at)).map((at) => [{ $unset: at }]) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(field, fc.boolean())
      .map(([at, keep]) => [
        order,
        { $unwind: { path: at, preserveNullAndEmptyArrays: keep, includeArrayIndex: 'i' } },
      ]),
  },
  {
    weight: 1,
    arbitrary: sort.chain((by) => pick(int(1), int(3)).map((n) => [{ $sort: by }, { $limit: n }])),
  },
  { weight: 1, arbitrary: sort.map((by) => [{ $sort: by }, { $skip: int(2) }]) },
);
const last: fc.Arbitrary<unknown[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([] as unknown[]) },
  { weight: 4, arbitrary: group },
  { weight: 1, arbitrary: fc.constant([{ $count: 'n' }] as unknown[]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(path, path)
      .map(([a, b]) => [
        { $lookup: { from: 'c', localField: a, foreignField: b, as: 'found' } },
        { $addFields: { found: { $size: '$found' } } },
      ]),
  },
);

/** Stages that a product uses, on expressions that take whatever they find. */
export const pipeline: fc.Arbitrary<unknown[]> = fc
  .tuple(fc.array(stage, { maxLength: 3 }), last)
  .map(([stages, end]) => [...stages.flat(), ...end]);
