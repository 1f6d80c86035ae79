import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Case, DOC, dec, double, int, long, openExpressions, plain } from './expressions.ts';
import { failure } from './target.ts';

let expressions: Awaited<ReturnType<typeof openExpressions>>;
beforeAll(async () => {
  expressions = await openExpressions();
});
afterAll(() => expressions.close());

const VALUES: Case[] = [
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
];

test.each(VALUES)('%s', async (_name, expr, expected) => {
  expect(plain(await expressions.evaluate(expr))).toBe(plain(expected));
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
    expect(await failure(expressions.evaluate(expr, true))).toMatchObject({ code });
  });
});
