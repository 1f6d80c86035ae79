import { Double, Int32 } from 'bson';
import fc from 'fast-check';
import { path } from './documents.ts';
import { elementCondition, operatorCondition } from './filters.ts';
import { fields, scalar } from './values.ts';

const pick = fc.constantFrom;
const direction = pick(new Int32(1), new Int32(-1));

/** A sort over up to three paths; `_id` at its end makes the order whole. */
export const sort: fc.Arbitrary<Map<string, unknown>> = fc
  .uniqueArray(fc.tuple(path, direction), { maxLength: 2, selector: ([at]) => at })
  .chain((pairs) => direction.map((last) => fields([...pairs, ['_id', last]])));

const on = pick<unknown>(new Int32(1), true, new Double(1), new Int32(7));
const off = pick<unknown>(new Int32(0), false, new Double(0));
const id = fc.option(fc.oneof(on, off), { nil: undefined, freq: 2 });
const slice = pick<unknown>(
  new Int32(1),
  new Int32(-1),
  new Int32(0),
  new Int32(2),
  [new Int32(1), new Int32(1)],
  [new Int32(-2), new Int32(1)],
  [new Int32(0), new Int32(2)],
).map((it) => fields([['$slice', it]]));
const element = fc
  .oneof(elementCondition as fc.Arbitrary<unknown>, operatorCondition)
  .map((it) => fields([['$elemMatch', it]]));
const computed = pick<unknown>(
  '$a',
  '$c.x',
  '$missing',
  { $type: '$a' },
  { $literal: new Int32(1) },
  { $eq: ['$a', '$d'] },
  { $cond: [{ $isArray: '$b' }, 'list', 'other'] },
  ['$a', '$d'],
  'text',
  { $ifNull: ['$a', '$d', 'none'] },
  { x: '$a' },
  {},
);

const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 3 });
const withId = (pairs: [string, unknown][], one: unknown) =>
  fields(one === undefined ? pairs : [...pairs, ['_id', one]]);
const of = (one: fc.Arbitrary<unknown>, freq: number) => ({
  weight: freq,
  arbitrary: fc
    .tuple(paths, id)
    .chain(([names, keep]) =>
      fc
        .tuple(...names.map((name) => one.map((it): [string, unknown] => [name, it])))
        .map((pairs) => withId(pairs, keep)),
    ),
});
const mixed = (freq: number, ...kinds: fc.Arbitrary<unknown>[]) => of(fc.oneof(...kinds), freq);

/** The projection of `find` and findAndModify. */
export const projection: fc.Arbitrary<Map<string, unknown>> = fc.oneof(
  of(on, 5),
  of(off, 5),
  of(slice, 2),
  of(element, 2),
  mixed(2, on, computed),
  mixed(1, off, slice),
  mixed(1, on, slice),
  mixed(1, on, element),
  mixed(1, on, off),
  mixed(1, off, computed),
  mixed(1, on, scalar),
  { weight: 2, arbitrary: pick('b.$', 'c.$', 'a.$', 'c.x.$').map((at) => fields([[at, new Int32(1)]])) },
);
