import { Binary, BSONRegExp, type Document, Double, Int32, Long, MaxKey, MinKey } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

type Target = Awaited<ReturnType<typeof openTarget>>;
let target: Target;
beforeAll(async () => {
  target = await openTarget();
});
afterAll(() => target.close());

/** Each names the error that the filter must be, on a collection that does not even exist. */
const WRONG: [filter: Document, code: number][] = [
  [{ a: { $type: [] } }, 9],
  [{ a: { $type: 'unknown' } }, 2],
  [{ a: { $type: 'constructor' } }, 2],
  [{ a: { $type: 2.5 } }, 2],
  [{ a: { $type: 0 } }, 2],
  [{ a: { $type: true } }, 14],
  [{ a: { $gt: /a/ } }, 2],
  [{ a: { $lte: /a/ } }, 2],
  [{ a: { $ne: /a/ } }, 2],
  [{ a: { $not: 'a' } }, 2],
  [{ a: { $not: {} } }, 2],
  [{ a: { $size: -1 } }, 2],
  [{ a: { $size: 1.5 } }, 2],
  [{ a: { $size: 'a' } }, 2],
  [{ a: { $mod: [] } }, 2],
  [{ a: { $mod: [2] } }, 2],
  [{ a: { $mod: [0, 1] } }, 2],
  [{ a: { $mod: [2, 1, 0] } }, 2],
  [{ a: { $mod: [Number.NaN, 1] } }, 2],
  [{ a: { $mod: ['a', 1] } }, 2],
  [{ a: { $all: 1 } }, 2],
  [{ a: { $all: [{ $gt: 1 }] } }, 2],
  [{ a: { $all: [{ $elemMatch: { x: 1 } }, 1] } }, 2],
  [{ a: { $elemMatch: { $expr: { $eq: ['$a', 1] } } } }, 2],
  [{ a: { $elemMatch: { $or: [{ $expr: true }] } } }, 2],
  [{ a: { $regex: 1 } }, 2],
  [{ a: { $regex: '(' } }, 51091],
  [{ a: { $regex: 'a', $options: 'g' } }, 51108],
  [{ a: { $regex: new BSONRegExp('a', 'i'), $options: 'i' } }, 51075],
  [{ a: { $in: 1 } }, 2],
  [{ a: { $in: [{ $gt: 1 }] } }, 2],
  [{ a: { $unknown: 1 } }, 2],
  [{ $unknown: 1 }, 2],
  [{ $and: [] }, 2],
  [{ $or: [1] }, 2],
];

test.each(WRONG)('%j is refused with %i', async (filter, code) => {
  expect(await failure(target.db.collection('nothing').find(filter).toArray())).toMatchObject({ code });
});

/** A pattern with its flags, the texts that it matches, and those that it doesn't. */
const PATTERNS: [pattern: string, flags: string, hits: string[], misses: string[]][] = [
  ['^a.c$', '', ['abc', 'a\rc', 'abc\n'], ['a\nc', 'xabc', 'abcd']],
  ['^a.c$', 's', ['a\nc'], ['ac']],
  ['^b', 'm', ['a\nb', 'b'], ['ab', 'a\rb']],
  ['^', 'm', ['a\n', ''], []],
  ['b$', 'm', ['b\na', 'ab'], ['ba']],
  ['a\\b', '', ['a', 'a b'], ['ab']],
  ['[[:alpha:]]', '', ['1a'], ['1', '零']],
  ['^[[:digit:]_]+$', '', ['1_2'], ['a']],
  ['^[^[:space:]]$', '', ['a', '\u3000'], [' ']],
  ['^\\s$', '', [' ', '\t'], ['\u3000', '\u00a0']],
  ['^\\w+$', '', ['a_1'], ['零', 'é']],
  ['a b # note', 'x', ['ab'], ['a b']],
  ['a\\ b', 'x', ['a b'], ['ab']],
  ['(?i)ABC', '', ['abc', 'ABC'], ['ab']],
  ['a(?i:b)c', '', ['aBc'], ['Abc']],
  ['(?<=a)b', '', ['ab'], ['b']],
  ['(?P<x>a)\\1', '', ['aa'], ['a']],
  ['a{x}', '', ['a{x}'], ['ax']],
  ['^[]a-c-]+$', '', [']b-'], ['d']],
  ['^[\\w-z]$', '', ['-', 'y'], ['!']],
  ['a&&b|[a&&b]c', '', ['a&&b', '&c'], ['c']],
  ['\\p{Han}', '', ['零工'], ['བོད', 'a']],
  ['\\x{f56}', '', ['བོད'], ['零']],
  ['^.$', '', ['😀', '零'], ['ab']],
  ['É', 'i', ['é'], ['e']],
  ['\\Aab\\z', '', ['ab'], ['ab\n', 'xab']],
];

test.each(PATTERNS)('/%s/%s', async (pattern, flags, hits, misses) => {
  const collection = target.db.collection<Document>('patterns');
  await collection.deleteMany({});
  await collection.insertMany([...hits, ...misses].map((text, i) => ({ _id: i as never, text })));
  const filter = { text: new BSONRegExp(pattern, flags) };
  const found = await collection.find(filter).sort({ _id: 1 }).toArray();
  expect(found.map((doc) => doc.text)).toEqual(hits);
});

test.each(['(?>a)', 'a++', 'a{2}+', '(a)?(?(1)b)', '\\Qa\\E', '\\u0041', '(?R)', 'a(?i)b'])(
  'what JavaScript can not express is refused: %s',
  async (pattern) => {
    const found = target.db.collection('patterns').find({ text: { $regex: pattern } });
    if (target.embedded) expect(await failure(found.toArray())).toMatchObject({ code: 115 });
  },
);

const BITS: [filter: Document, ids: string[]][] = [
  [{ v: { $mod: [2, 1] } }, ['five', 'half', 'whole']],
  [{ v: { $mod: [2.9, 1.9] } }, ['five', 'half', 'whole']],
  [{ v: { $mod: [Long.fromNumber(-2), -1] } }, ['minus']],
  [{ v: { $gte: new MinKey(), $exists: false } }, ['missing']],
  [{ v: { $lt: new MaxKey(), $exists: false } }, ['missing']],
  [{ v: { $exists: '' } }, ['binary', 'five', 'half', 'minus', 'nan', 'text', 'whole', 'zero']],
];

test.each(BITS)('%j', async (filter, ids) => {
  const collection = target.db.collection<Document>('numbers');
  await collection.deleteMany({});
  await collection.insertMany([
    { _id: 'five' as never, v: new Int32(5) },
    { _id: 'whole' as never, v: new Double(5) },
    { _id: 'half' as never, v: 1.5 },
    { _id: 'zero' as never, v: 0 },
    { _id: 'minus' as never, v: Long.fromNumber(-1) },
    { _id: 'nan' as never, v: Number.NaN },
    { _id: 'binary' as never, v: new Binary(new Uint8Array([5])) },
    { _id: 'text' as never, v: '5' },
    { _id: 'missing' as never },
  ]);
  const found = await collection.find(filter).sort({ _id: 1 }).toArray();
  expect(found.map((doc) => doc._id)).toEqual(ids);
});
