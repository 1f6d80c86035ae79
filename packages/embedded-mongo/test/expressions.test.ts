import { BSON, Decimal128, type Document, Double, Int32, Long, ObjectId, Timestamp } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failure, openTarget } from './target.ts';

let target: Awaited<ReturnType<typeof openTarget>>;
const ID = new ObjectId('65a000000000000000000001');
const DATE = new Date('2024-02-29T13:45:56.789Z');
const dec = (text: string) => Decimal128.fromString(text);
const long = (text: string) => Long.fromString(text);
const DOC = {
  int: new Int32(7),
  neg: new Int32(-7),
  one: new Int32(1),
  long: long('5'),
  big: long('9007199254740993'),
  max: new Int32(2147483647),
  most: long('9223372036854775807'),
  dbl: new Double(2.5),
  whole: new Double(3),
  dec: dec('1.10'),
  zero: new Int32(0),
  text: 'Grüße, 世界',
  date: DATE,
  id: ID,
  nil: null,
  yes: true,
  list: [3, 1, 2],
  empty: [],
  docs: [{ n: new Int32(1), t: 'a' }, { n: new Double(2) }, { t: 'c' }, 5, [{ n: 9 }]],
  sub: { a: new Double(1), b: { c: [1, { d: 2 }] } },
  stamp: new Timestamp({ t: 100, i: 7 }),
};
beforeAll(async () => {
  target = await openTarget();
  await target.db.collection<Document>('one').insertOne({ _id: 1 as never, ...DOC });
});
afterAll(() => target.close());

const evaluate = async (expr: unknown, promoteValues = false): Promise<unknown> => {
  const [doc] = await target.db
    .collection<Document>('one')
    .aggregate([{ $project: { _id: 0, r: expr } }], { promoteValues })
    .toArray();
  return doc!.r;
};

const int = (n: number) => new Int32(n);
const double = (n: number) => new Double(n);

const VALUES: [name: string, expr: unknown, expected: unknown][] = [
  // Types that only pass through.
  ...Object.entries(DOC).map(([name, value]): [string, unknown, unknown] => [
    `$${name} as it is`,
    `$${name}`,
    value,
  ]),
  // Arithmetic.
  ['int + int', { $add: ['$int', 1] }, int(8)],
  ['int + int that overflows', { $add: ['$max', 1] }, long('2147483648')],
  ['int + long', { $add: ['$int', '$long'] }, long('12')],
  ['long beyond 2^53', { $add: ['$big', 2] }, long('9007199254740995')],
  ['long that overflows is a double', { $add: ['$most', 1] }, double(2 ** 63)],
  ['int + double', { $add: ['$int', '$whole'] }, double(10)],
  ['double + double that is whole', { $add: ['$dbl', 0.5] }, double(3)],
  ['int + decimal', { $add: ['$int', '$dec'] }, dec('8.10')],
  ['decimals stay exact', { $add: [dec('0.1'), dec('0.2')] }, dec('0.3')],
  ['date + ms', { $add: ['$date', 1000] }, new Date('2024-02-29T13:45:57.789Z')],
  ['adding null', { $add: ['$int', null] }, null],
  ['adding missing', { $add: ['$int', '$none'] }, null],
  ['adding nothing', { $add: [] }, int(0)],
  ['int * int', { $multiply: ['$int', 3] }, int(21)],
  ['int * int that overflows', { $multiply: ['$max', '$max'] }, long('4611686014132420609')],
  ['decimal product', { $multiply: ['$dec', '$dec'] }, dec('1.2100')],
  ['int - int', { $subtract: ['$neg', '$int'] }, int(-14)],
  ['date - date is a long', { $subtract: ['$date', '$date'] }, long('0')],
  ['date - ms', { $subtract: ['$date', 789] }, new Date('2024-02-29T13:45:56.000Z')],
  ['division is a double', { $divide: [6, 3] }, double(2)],
  ['decimal division', { $divide: [dec('1'), 3] }, dec('0.3333333333333333333333333333333333')],
  ['decimal division that comes out even', { $divide: [dec('10'), 4] }, dec('2.5')],
  ['int % int keeps the sign of the first', { $mod: ['$neg', 4] }, int(-3)],
  ['double % int', { $mod: [5.5, 2] }, double(1.5)],
  ['int % whole double', { $mod: ['$int', '$whole'] }, int(1)],
  ['long % int', { $mod: ['$long', 3] }, long('2')],
  ['$abs of an int', { $abs: '$neg' }, int(7)],
  ['$abs of a double', { $abs: -2.5 }, double(2.5)],
  ['$abs of a decimal', { $abs: dec('-1.5') }, dec('1.5')],
  ['$floor of a double', { $floor: '$dbl' }, double(2)],
  ['$ceil of a negative double', { $ceil: -1.5 }, double(-1)],
  ['$floor of an int', { $floor: '$int' }, int(7)],
  ['$ceil of a decimal', { $ceil: '$dec' }, dec('2')],
  ['$round halves to even', { $round: 2.5 }, double(2)],
  ['$round up to even', { $round: 3.5 }, double(4)],
  ['$round to places', { $round: [1.2345, 2] }, double(1.23)],
  ['$round to tens', { $round: [19, -1] }, int(20)],
  ['$round of a decimal', { $round: [dec('2.675'), 2] }, dec('2.68')],
  ['$trunc', { $trunc: -2.7 }, double(-2)],
  ['$trunc to places', { $trunc: [1.279, 2] }, double(1.27)],
  ['$pow of ints', { $pow: [2, 10] }, int(1024)],
  ['$pow of ints beyond 32 bits', { $pow: [2, 40] }, long('1099511627776')],
  ['$pow with a negative exponent', { $pow: [2, -1] }, double(0.5)],
  ['$sqrt', { $sqrt: 25 }, double(5)],
  ['$bitAnd', { $bitAnd: ['$int', 3] }, int(3)],
  // Comparison.
  ['$eq of 1 and 1.0', { $eq: ['$one', '$sub.a'] }, true],
  ['$eq of missing and null', { $eq: ['$none', null] }, false],
  [
    '$eq of documents',
    {
      $eq: [
        { a: 1, b: 2 },
        { a: 1, b: 2 },
      ],
    },
    true,
  ],
  [
    '$eq of documents in another order',
    {
      $eq: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    },
    false,
  ],
  ['missing is less than null', { $lt: ['$none', null] }, true],
  ['types are ordered', { $lt: ['$int', '$text'] }, true],
  ['$cmp', { $cmp: [2, 10] }, int(-1)],
  ['$in by equality', { $in: [double(3), '$list'] }, true],
  // Conditions.
  ['$cond', { $cond: ['$zero', 'a', 'b'] }, 'b'],
  ['$ifNull of several', { $ifNull: ['$none', '$nil', '$int'] }, int(7)],
  ['$ifNull with nothing left', { $ifNull: ['$nil', '$none'] }, undefined],
  [
    '$switch',
    // biome-ignore lint/suspicious/noThenProperty: the operator's own name
    { $switch: { branches: [{ case: { $eq: ['$int', 7] }, then: 'seven' }], default: 'x' } },
    'seven',
  ],
  ['$and of nothing', { $and: [] }, true],
  ['$or', { $or: ['$zero', '$nil'] }, false],
  ['$not of an empty list', { $not: ['$empty'] }, false],
  // Paths and variables.
  ['a path through a list', '$docs.n', [int(1), double(2)]],
  ['no index in a path', '$list.0', []],
  ['deeper', '$sub.b.c.d', [int(2)]],
  ['a path beyond a scalar', '$int.x', undefined],
  ['$$ROOT', '$$ROOT.int', int(7)],
  ['$$CURRENT', '$$CURRENT.sub.a', double(1)],
  ['$$REMOVE', '$$REMOVE', undefined],
  ['$let', { $let: { vars: { x: '$int', y: 2 }, in: { $add: ['$$x', '$$y'] } } }, int(9)],
  [
    '$let shadows',
    { $let: { vars: { x: 1 }, in: { $let: { vars: { x: 2, y: '$$x' }, in: ['$$x', '$$y'] } } } },
    [int(2), int(1)],
  ],
  ['$literal', { $literal: '$int' }, '$int'],
  ['a list with missing', ['$int', '$none'], [int(7), null]],
  ['a document with missing', { a: '$int', b: '$none' }, { a: int(7) }],
  // Lists.
  ['$size', { $size: '$list' }, int(3)],
  ['$arrayElemAt from the end', { $arrayElemAt: ['$list', -1] }, int(2)],
  ['$arrayElemAt beyond', { $arrayElemAt: ['$list', 9] }, undefined],
  ['$slice', { $slice: ['$list', -2] }, [int(1), int(2)]],
  ['$slice from', { $slice: ['$list', 1, 1] }, [int(1)]],
  ['$range', { $range: [0, 10, 3] }, [int(0), int(3), int(6), int(9)]],
  ['$range downwards', { $range: [3, 0, -2] }, [int(3), int(1)]],
  [
    '$map',
    { $map: { input: '$list', in: { $multiply: ['$$this', '$whole'] } } },
    [double(9), double(3), double(6)],
  ],
  [
    '$map within $map',
    {
      $map: {
        input: [1, 2],
        as: 'x',
        in: { $map: { input: [1, 2], as: 'y', in: { $multiply: ['$$x', '$$y'] } } },
      },
    },
    [
      [int(1), int(2)],
      [int(2), int(4)],
    ],
  ],
  ['$filter', { $filter: { input: '$list', as: 'n', cond: { $gt: ['$$n', 1] } } }, [int(3), int(2)]],
  ['$filter with a limit', { $filter: { input: '$list', cond: { $gt: ['$$this', 1] }, limit: 1 } }, [int(3)]],
  [
    '$reduce',
    { $reduce: { input: '$list', initialValue: '', in: { $concat: ['$$value', { $toString: '$$this' }] } } },
    '312',
  ],
  ['$concatArrays', { $concatArrays: ['$list', [9]] }, [int(3), int(1), int(2), int(9)]],
  ['$concatArrays with null', { $concatArrays: ['$list', '$nil'] }, null],
  ['$reverseArray', { $reverseArray: '$list' }, [int(2), int(1), int(3)]],
  ['$indexOfArray', { $indexOfArray: ['$list', double(2)] }, int(2)],
  [
    '$zip',
    { $zip: { inputs: [[1, 2], ['a']], useLongestLength: true, defaults: [0, 'z'] } },
    [
      [int(1), 'a'],
      [int(2), 'z'],
    ],
  ],
  [
    '$arrayToObject',
    {
      $arrayToObject: [
        [
          ['a', 1],
          ['b', '$dbl'],
        ],
      ],
    },
    { a: int(1), b: double(2.5) },
  ],
  ['$arrayToObject of k and v', { $arrayToObject: [[{ k: 'a', v: 1 }]] }, { a: int(1) }],
  ['$objectToArray', { $objectToArray: { a: '$whole' } }, [{ k: 'a', v: double(3) }]],
  ['$sortArray', { $sortArray: { input: '$list', sortBy: -1 } }, [int(3), int(2), int(1)]],
  ['$first and $last', [{ $first: '$list' }, { $last: '$list' }], [int(3), int(2)]],
  ['$firstN', { $firstN: { input: '$list', n: 2 } }, [int(3), int(1)]],
  ['$maxN', { $maxN: { input: '$list', n: 2 } }, [int(3), int(2)]],
  [
    '$mergeObjects',
    { $mergeObjects: [{ a: 1, b: 1 }, '$nil', { b: '$whole' }] },
    { a: int(1), b: double(3) },
  ],
  ['$getField', { $getField: { field: 'a', input: '$sub' } }, double(1)],
  ['$setField', { $setField: { field: 'x.y', input: { a: 1 }, value: 2 } }, { a: int(1), 'x.y': int(2) }],
  // Sets.
  [
    '$setUnion',
    {
      $sortArray: {
        input: {
          $setUnion: [
            [2, 1],
            [double(1), 3],
          ],
        },
        sortBy: 1,
      },
    },
    [int(1), int(2), int(3)],
  ],
  ['$setIntersection', { $setIntersection: [[1, 2], [double(2)]] }, [int(2)]],
  ['$setDifference', { $setDifference: [[3, 1, 3], [1]] }, [int(3)]],
  ['$setIsSubset', { $setIsSubset: [[1], [long('1'), 2]] }, true],
  [
    '$setEquals',
    {
      $setEquals: [
        [1, 1, 2],
        [2, 1],
      ],
    },
    true,
  ],
  ['$anyElementTrue', { $anyElementTrue: [[0, false, null]] }, false],
  ['$allElementsTrue', { $allElementsTrue: [[1, 'a']] }, true],
  // Text.
  ['$concat', { $concat: ['a', '$text'] }, 'aGrüße, 世界'],
  ['$concat with null', { $concat: ['a', '$nil'] }, null],
  ['$toUpper', { $toUpper: 'straße' }, 'STRAßE'],
  ['$toLower of null', { $toLower: '$nil' }, ''],
  ['$strLenCP', { $strLenCP: '$text' }, int(9)],
  ['$strLenBytes', { $strLenBytes: '$text' }, int(15)],
  ['$substrCP', { $substrCP: ['$text', 7, 2] }, '世界'],
  ['$substrBytes', { $substrBytes: ['hello', 1, 3] }, 'ell'],
  ['$indexOfCP', { $indexOfCP: ['$text', '界'] }, int(8)],
  ['$indexOfBytes', { $indexOfBytes: ['hello', 'l', 3] }, int(3)],
  ['$split', { $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  ['$trim', { $trim: { input: '  a ' } }, 'a'],
  ['$ltrim of chars', { $ltrim: { input: 'xxaxx', chars: 'x' } }, 'axx'],
  ['$replaceAll', { $replaceAll: { input: 'a.b.c', find: '.', replacement: '#' } }, 'a#b#c'],
  ['$regexMatch', { $regexMatch: { input: 'Hello', regex: '^h', options: 'i' } }, true],
  [
    '$regexFindAll',
    { $regexFindAll: { input: 'a1b22', regex: /[a-z](\d+)/ } },
    [
      { match: 'a1', idx: int(0), captures: ['1'] },
      { match: 'b22', idx: int(2), captures: ['22'] },
    ],
  ],
  ['$strcasecmp', { $strcasecmp: ['abc', 'ABD'] }, int(-1)],
  // Conversion.
  ['$toInt of a double', { $toInt: 2.9 }, int(2)],
  ['$toInt of text', { $toInt: '-12' }, int(-12)],
  ['$toInt of true', { $toInt: '$yes' }, int(1)],
  ['$toLong', { $toLong: '$int' }, long('7')],
  ['$toLong of a date', { $toLong: '$date' }, Long.fromNumber(DATE.getTime())],
  ['$toDouble of an int', { $toDouble: '$int' }, double(7)],
  ['$toDouble of text', { $toDouble: '2' }, double(2)],
  ['$toDecimal of an int', { $toDecimal: '$int' }, dec('7')],
  ['$toDecimal of text', { $toDecimal: '1.50' }, dec('1.50')],
  ['$toBool of text', { $toBool: 'false' }, true],
  ['$toBool of 0.0', { $toBool: double(0) }, false],
  ['$toString of a double', { $toString: '$dbl' }, '2.5'],
  ['$toString of a whole double', { $toString: '$whole' }, '3'],
  ['$toString of a long', { $toString: '$big' }, '9007199254740993'],
  ['$toString of a decimal', { $toString: '$dec' }, '1.10'],
  ['$toString of a date', { $toString: '$date' }, '2024-02-29T13:45:56.789Z'],
  ['$toString of an id', { $toString: '$id' }, ID.toHexString()],
  ['$toObjectId', { $toObjectId: ID.toHexString() }, ID],
  ['$toDate of a long', { $toDate: long('1000') }, new Date(1000)],
  ['$toDate of text', { $toDate: '2024-02-29' }, new Date('2024-02-29')],
  ['$toDate of an id', { $toDate: '$id' }, ID.getTimestamp()],
  ['$convert with onError', { $convert: { input: 'x', to: 'int', onError: 'no' } }, 'no'],
  ['$convert with onNull', { $convert: { input: '$none', to: 'int', onNull: 0 } }, int(0)],
  ['$convert to a type number', { $convert: { input: '5', to: 18 } }, long('5')],
  [
    '$type',
    ['$int', '$long', '$dbl', '$dec', '$list', '$nil'].map(($type) => ({ $type })),
    ['int', 'long', 'double', 'decimal', 'array', 'null'],
  ],
  ['$type of missing', { $type: '$none' }, 'missing'],
  ['$isNumber', { $isNumber: '$dec' }, true],
  // Accumulators as expressions.
  ['$sum of a list', { $sum: '$list' }, int(6)],
  ['$sum of types', { $sum: ['$int', '$long', 'x', '$nil'] }, long('12')],
  ['$sum with a double', { $sum: ['$int', '$whole'] }, double(10)],
  ['$avg', { $avg: '$list' }, double(2)],
  ['$avg of nothing', { $avg: '$empty' }, null],
  ['$avg with a decimal', { $avg: [dec('1.0'), 2] }, dec('1.5')],
  ['$max', { $max: '$list' }, int(3)],
  ['$min skips null', { $min: [null, '$int', '$none'] }, int(7)],
  ['$stdDevPop', { $stdDevPop: [1, 3] }, double(1)],
  // Dates.
  ['$year', { $year: '$date' }, int(2024)],
  ['$month in a zone', { $month: { date: '$date', timezone: 'Asia/Shanghai' } }, int(2)],
  ['$hour in a zone', { $hour: { date: '$date', timezone: '+08:00' } }, int(21)],
  ['$dayOfWeek', { $dayOfWeek: '$date' }, int(5)],
  ['$dayOfYear', { $dayOfYear: '$date' }, int(60)],
  ['$week', { $week: '$date' }, int(8)],
  ['$isoWeek', { $isoWeek: '$date' }, int(9)],
  ['$isoWeekYear is a long', { $isoWeekYear: new Date('2021-01-01') }, long('2020')],
  ['$millisecond', { $millisecond: '$date' }, int(789)],
  ['$dateToString', { $dateToString: { date: '$date' } }, '2024-02-29T13:45:56.789Z'],
  [
    '$dateToString with a format',
    {
      $dateToString: { date: '$date', format: '%Y/%m/%d %H:%M:%S.%L %j %u %V %z', timezone: 'Asia/Shanghai' },
    },
    '2024/02/29 21:45:56.789 060 4 09 +0800',
  ],
  ['$dateToString of null', { $dateToString: { date: '$nil', onNull: '-' } }, '-'],
  [
    '$dateFromString',
    { $dateFromString: { dateString: '2024-02-29T10:00:00', timezone: 'Asia/Shanghai' } },
    new Date('2024-02-29T02:00:00Z'),
  ],
  [
    '$dateFromString with a format',
    { $dateFromString: { dateString: '29.02.2024', format: '%d.%m.%Y' } },
    new Date('2024-02-29'),
  ],
  ['$dateFromString with onError', { $dateFromString: { dateString: 'x', onError: 'bad' } }, 'bad'],
  [
    '$dateAdd of a month',
    { $dateAdd: { startDate: new Date('2024-01-31'), unit: 'month', amount: 1 } },
    new Date('2024-02-29'),
  ],
  [
    '$dateSubtract',
    { $dateSubtract: { startDate: '$date', unit: 'day', amount: 29 } },
    new Date('2024-01-31T13:45:56.789Z'),
  ],
  [
    '$dateAdd over a change of clocks',
    {
      $dateAdd: {
        startDate: new Date('2024-03-09T17:00:00Z'),
        unit: 'day',
        amount: 1,
        timezone: 'America/New_York',
      },
    },
    new Date('2024-03-10T16:00:00Z'),
  ],
  [
    '$dateDiff is a long',
    { $dateDiff: { startDate: new Date('2024-01-31'), endDate: '$date', unit: 'month' } },
    long('1'),
  ],
  [
    '$dateDiff of weeks',
    {
      $dateDiff: {
        startDate: new Date('2024-02-24'),
        endDate: new Date('2024-02-26'),
        unit: 'week',
        startOfWeek: 'monday',
      },
    },
    long('1'),
  ],
  [
    '$dateTrunc',
    { $dateTrunc: { date: '$date', unit: 'day', timezone: '+08:00' } },
    new Date('2024-02-28T16:00:00Z'),
  ],
  [
    '$dateTrunc to weeks',
    { $dateTrunc: { date: '$date', unit: 'week', startOfWeek: 'monday' } },
    new Date('2024-02-26'),
  ],
  [
    '$dateTrunc to quarters of hours',
    { $dateTrunc: { date: '$date', unit: 'minute', binSize: 15 } },
    new Date('2024-02-29T13:45:00Z'),
  ],
  [
    '$dateToParts',
    { $dateToParts: { date: '$date', timezone: '+08' } },
    {
      year: int(2024),
      month: int(2),
      day: int(29),
      hour: int(21),
      minute: int(45),
      second: int(56),
      millisecond: int(789),
    },
  ],
  ['$dateFromParts carries', { $dateFromParts: { year: 2023, month: 14, day: 1 } }, new Date('2024-02-01')],
  ['$tsSecond', { $tsSecond: '$stamp' }, long('100')],
];

test.each(VALUES)('%s', async (_name, expr, expected) => {
  const plain = (value: unknown) =>
    value === undefined ? 'missing' : BSON.EJSON.stringify({ value }, { relaxed: false });
  expect(plain(await evaluate(expr))).toBe(plain(expected));
});

describe('errors', () => {
  const ERRORS: [name: string, expr: unknown, code: number][] = [
    ['an unknown operator', { $nonsense: 1 }, 168],
    ['two operators', { $add: [1], $abs: 1 }, 15983],
    ['an unknown variable', '$$nobody', 17276],
    ['too many arguments', { $subtract: [1, 2, 3] }, 16020],
    ['adding text', { $add: ['$text', 1] }, 14],
    ['two dates', { $add: ['$date', '$date'] }, 16612],
    ['multiplying text', { $multiply: ['$text', 1] }, 14],
    ['subtracting a date from a number', { $subtract: [1, '$date'] }, 14],
    ['dividing by zero', { $divide: ['$int', '$zero'] }, 2],
    ['the rest of a division by zero', { $mod: ['$int', '$zero'] }, 16610],
    ['$abs of text', { $abs: '$text' }, 28765],
    ['$sqrt of a negative', { $sqrt: '$neg' }, 28714],
    ['$size of no list', { $size: '$int' }, 17124],
    ['$in of no list', { $in: [1, '$int'] }, 40081],
    ['$arrayElemAt of no list', { $arrayElemAt: ['$int', 0] }, 28689],
    ['$concat of a number', { $concat: ['$int'] }, 16702],
    ['$toInt of text', { $toInt: '$text' }, 241],
    ['$toInt out of range', { $toInt: '$big' }, 241],
    ['$toObjectId of text', { $toObjectId: 'x' }, 241],
    ['$year of text', { $year: '$text' }, 16006],
    ['an unknown zone', { $year: { date: '$date', timezone: 'Nowhere/Else' } }, 40485],
    ['$cond without then', { $cond: { if: true, else: 1 } }, 17081],
    // biome-ignore lint/suspicious/noThenProperty: the operator's own name
    ['$switch without a match', { $switch: { branches: [{ case: '$zero', then: 1 }] } }, 40066],
    ['$map of no list', { $map: { input: '$int', in: 1 } }, 16883],
    ['$filter of no list', { $filter: { input: '$int', cond: true } }, 28651],
    ['$mergeObjects of a number', { $mergeObjects: ['$int'] }, 40400],
    ['$objectToArray of a number', { $objectToArray: '$int' }, 40390],
    ['$setUnion of a number', { $setUnion: ['$int', []] }, 17043],
    ['$range of a half', { $range: [0.5, 2] }, 34444],
    ['$split by nothing', { $split: ['a', ''] }, 40087],
  ];
  test.each(ERRORS)('%s', async (_name, expr, code) => {
    expect(await failure(evaluate(expr, true))).toMatchObject({ code });
  });
});
