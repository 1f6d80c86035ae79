import { Int32 } from 'bson';
import fc from 'fast-check';
import { fields, number, scalar, text, value } from './values.ts';

export type Fields = Map<string, unknown>;

const list = (item: fc.Arbitrary<unknown>, maxLength = 4) => fc.array(item, { maxLength });
const point = fc
  .uniqueArray(fc.tuple(fc.constantFrom('x', 'y'), scalar), { maxLength: 2, selector: ([name]) => name })
  .map(fields);

/** What each field mostly holds, so that conditions on it often meet something. */
const FIELDS: Record<string, fc.Arbitrary<unknown>> = {
  a: fc.oneof({ weight: 6, arbitrary: scalar }, { weight: 1, arbitrary: value(2) }),
  b: fc.oneof(
    { weight: 3, arbitrary: list(scalar) },
    { weight: 2, arbitrary: scalar },
    { weight: 1, arbitrary: value(2) },
  ),
  c: fc.oneof(
    { weight: 3, arbitrary: point },
    { weight: 3, arbitrary: list(point, 3) },
    { weight: 1, arbitrary: value(2) },
  ),
  d: fc.oneof(
    { weight: 3, arbitrary: number },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: value(1) },
  ),
};

const optional = Object.entries(FIELDS).map(([name, arbitrary]) =>
  fc.option(
    arbitrary.map((one): [string, unknown] => [name, one]),
    { nil: undefined, freq: 5 },
  ),
);

/** A collection of documents, `_id` 1 to n. */
export const documents: fc.Arbitrary<Fields[]> = fc
  .array(fc.tuple(...optional), { minLength: 4, maxLength: 12 })
  .map((rows) =>
    rows.map((row, i) =>
      fields([
        ['_id', new Int32(i + 1)],
        ...row.filter((field): field is [string, unknown] => field !== undefined),
      ]),
    ),
  );

/** Paths that lead somewhere in such documents, and some that don't. */
export const path: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', 'd') },
  { weight: 4, arbitrary: fc.constantFrom('c.x', 'c.y', 'b.x', 'a.x', 'd.x') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('b.0', 'b.1', 'c.0', 'c.0.x', 'c.1.y', 'a.0', 'a.x.y', 'c.x.0', 'e', 'b.0.0'),
  },
);
