import { Int32 } from 'bson';
import fc from 'fast-check';
import * as conditions from './conditions.ts';
import { path } from './documents.ts';
import { fields } from './values.ts';

const pick = fc.constantFrom;
const { comparison, exists, fault, matching, membership, mod, one, operand, range, size, typed } = conditions;

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
    ...(depth > 0 ? [one('$not', comparison)] : []),
  );

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
    ...(depth > 0 ? nested(depth) : []),
  );

const inner = (depth: number) => fieldConditions(depth, pick('x', 'y', 'x.y', '0'));
const nested = (depth: number) => [
  { weight: 2, arbitrary: one('$elemMatch', operators(depth - 1)) },
  { weight: 2, arbitrary: one('$elemMatch', inner(depth - 1)) },
  {
    weight: 1,
    arbitrary: one('$all', fc.array(one('$elemMatch', inner(0)), { minLength: 1, maxLength: 2 })),
  },
  { weight: 2, arbitrary: one('$not', operators(depth - 1)) },
];

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
export const expression = pick(...EXPRESSIONS).map((it) => fields([['$expr', it]]));

/** A whole filter without `$expr`; clauses nest up to `depth`. */
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
  );
}

/** A filter with one fault in it. */
export const faultyFilter: fc.Arbitrary<Map<string, unknown>> = fc
  .tuple(path, fault, pick('', '$and', '$or', '$nor'), fc.boolean())
  .map(([at, wrong, clause, within]) => {
    const condition = fields([[at, within ? fields([['$elemMatch', fields([['x', wrong]])]]) : wrong]]);
    return clause === '' ? condition : fields([[clause, [fields([['e', new Int32(1)]]), condition]]]);
  });

export const pullCondition: fc.Arbitrary<unknown> = fc.oneof(
  operand,
  operators(1),
  fieldConditions(1, pick('x', 'y')),
);
export const elementCondition = fieldConditions(0, pick('x', 'y'));
export const operatorCondition = operators(0);
