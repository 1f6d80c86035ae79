import { Int32 } from 'bson';
import fc from 'fast-check';
import { fields } from './values.ts';

const pick = fc.constantFrom;
const direction = pick(new Int32(1), new Int32(-1));
const key = fc
  .uniqueArray(fc.tuple(pick('a', 'b', 'c', 'd', 'c.x', 'c.y', 'a.x', 'b.0', 'e'), direction), {
    minLength: 1,
    maxLength: 3,
    selector: ([at]) => at,
  })
  .map(fields);
const PARTIAL: unknown[] = [
  { a: { $exists: true } },
  { a: { $gt: new Int32(0) } },
  { d: { $type: 'number' } },
  { a: 'a' },
  { $and: [{ a: { $gte: 'a' } }, { d: { $exists: true } }] },
];
const option: fc.Arbitrary<[string, unknown][]> = fc.oneof(
  { weight: 5, arbitrary: fc.constant([] as [string, unknown][]) },
  { weight: 2, arbitrary: fc.constant([['unique', true]] as [string, unknown][]) },
  { weight: 1, arbitrary: fc.constant([['sparse', true]] as [string, unknown][]) },
  {
    weight: 1,
    arbitrary: fc.constant([
      ['unique', true],
      ['sparse', true],
    ] as [string, unknown][]),
  },
  {
    weight: 1,
    arbitrary: pick(...PARTIAL).map((it): [string, unknown][] => [['partialFilterExpression', it]]),
  },
  {
    weight: 1,
    arbitrary: pick(...PARTIAL).map((it): [string, unknown][] => [
      ['partialFilterExpression', it],
      ['unique', true],
    ]),
  },
);

/** Index specs as `createIndexes` takes them; a name of its own for each. */
export const indexes: fc.Arbitrary<Map<string, unknown>[]> = fc
  .array(fc.tuple(key, option), { maxLength: 3 })
  .map((all) => all.map(([on, options], i) => fields([['key', on], ['name', `index${i}`], ...options])));
