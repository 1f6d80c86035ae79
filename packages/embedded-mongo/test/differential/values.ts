import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import fc from 'fast-check';

const decimal = (text: string) => Decimal128.fromString(text);
const long = (text: string) => Long.fromString(text);
/** Ids of the generator; every other one was made by a server. */
export const OWN_ID = '65a0000000000000000000';
const id = (n: number) => new ObjectId(`${OWN_ID}0${n}`);

/** Small on purpose: values have to meet, also across types. */
const PLAIN_NUMBERS = [0, 1, 2, 3, 5, 10, -1, -7].map((n) => new Int32(n));
const OTHER_NUMBERS = [
  ...[0, -0, 1, 2, 0.1, 1.5, -1.5, 2 ** 53, 1e300, Number.NaN, Infinity, -Infinity].map((n) => new Double(n)),
  ...[
    '0',
    '1',
    '2',
    '-7',
    '2147483648',
    '9007199254740993',
    '9223372036854775807',
    '-9223372036854775807',
  ].map(long),
];
const DECIMALS = [
  '0',
  '-0',
  '1',
  '1.0',
  '0.1',
  '2.50',
  '-7',
  '9007199254740993',
  '1E+400',
  '1E-400',
  'NaN',
  'Infinity',
].map(decimal);
const PLAIN_TEXTS = ['', 'a', 'b', 'ab', 'abc', 'A', 'Abc', '零工', 'བོད་ཡིག'];
const OTHER_TEXTS = ['a\u0000b', '😀', '\uffff', 'é', 'e\u0301', '零工集市', 'a\nb', '1', '$a', 'a.b', ' '];
const PLAIN_OTHERS = [true, false, null, new Date(0), new Date(Date.UTC(2025, 5, 1)), id(1), id(2)];
const OTHER_OTHERS = [
  new Date(-1),
  new Date(Date.UTC(1900, 0, 1)),
  new Binary(new Uint8Array([1, 2, 3]), 0),
  new Binary(new Uint8Array([1, 2, 3]), 5),
  new Binary(new Uint8Array([9]), 128),
  new Binary(new Uint8Array(16).fill(7), 4),
  new Timestamp({ t: 1, i: 2 }),
  new Timestamp({ t: 4294967295, i: 1 }),
  new BSONRegExp('^a', ''),
  new BSONRegExp('b', 'i'),
  new MinKey(),
  new MaxKey(),
];

const from = <T>(...values: T[]) => fc.constantFrom(...values);

export const plainNumber: fc.Arbitrary<unknown> = from(...PLAIN_NUMBERS);
export const number: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: plainNumber },
  { weight: 3, arbitrary: from(...OTHER_NUMBERS) },
  { weight: 1, arbitrary: from(...DECIMALS) },
);
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: from(...PLAIN_TEXTS) },
  { weight: 1, arbitrary: from(...OTHER_TEXTS) },
);
export const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: plainNumber },
  { weight: 3, arbitrary: number },
  { weight: 4, arbitrary: text },
  { weight: 3, arbitrary: from<unknown>(...PLAIN_OTHERS) },
  { weight: 2, arbitrary: from<unknown>(...OTHER_OTHERS) },
);

/** A document as a list of fields, since an object would put `10` first. */
export const fields = (entries: [string, unknown][]): Map<string, unknown> => new Map(entries);

const inner = (value: fc.Arbitrary<unknown>, names: readonly string[]): fc.Arbitrary<unknown> =>
  fc.uniqueArray(fc.tuple(from(...names), value), { maxLength: 3, selector: ([name]) => name }).map(fields);

/** A value with documents and arrays in it, up to `depth` levels of them. */
export function value(depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return scalar;
  const below = value(depth - 1);
  return fc.oneof(
    { weight: 6, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(below, { maxLength: 3 }) },
    { weight: 2, arbitrary: inner(below, ['x', 'y']) },
    { weight: 1, arbitrary: inner(below, ['x', 'y', '0', '1', '10', 'z']) },
  );
}
