import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Case, DOC, double, int, long, openExpressions, plain } from './expressions.ts';
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
  ['date + ms', { $add: ['$date', 1000] }, new Date('2024-02-29T13:45:57.789Z')],
  ['adding null', { $add: ['$int', null] }, null],
  ['adding missing', { $add: ['$int', '$none'] }, null],
  ['adding nothing', { $add: [] }, int(0)],
  ['int * int', { $multiply: ['$int', 3] }, int(21)],
  ['int * int that overflows', { $multiply: ['$max', '$max'] }, long('4611686014132420609')],
  ['int - int', { $subtract: ['$neg', '$int'] }, int(-14)],
  ['date - date is a long', { $subtract: ['$date', '$date'] }, long('0')],
  ['date - ms', { $subtract: ['$date', 789] }, new Date('2024-02-29T13:45:56.000Z')],
  ['int % int keeps the sign of the first', { $mod: ['$neg', 4] }, int(-3)],
  ['double % int', { $mod: [5.5, 2] }, double(1.5)],
  ['int % whole double', { $mod: ['$int', '$whole'] }, int(1)],
  ['long % int', { $mod: ['$long', 3] }, long('2')],
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
  ['$anyElementTrue', { $anyElementTrue: [[0, false, null]] }, false],
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
    ['the rest of a division by zero', { $mod: ['$int', '$zero'] }, 16610],
    ['$size of no list', { $size: '$int' }, 17124],
    ['$in of no list', { $in: [1, '$int'] }, 40081],
    ['$arrayElemAt of no list', { $arrayElemAt: ['$int', 0] }, 28689],
    ['$cond without then', { $cond: { if: true, else: 1 } }, 17081],
    // biome-ignore lint/suspicious/noThenProperty: the operator's own name
    ['$switch without a match', { $switch: { branches: [{ case: '$zero', then: 1 }] } }, 40066],
    ['$map of no list', { $map: { input: '$int', in: 1 } }, 16883],
  ];
  test.each(ERRORS)('%s', async (_name, expr, code) => {
    expect(await failure(expressions.evaluate(expr, true))).toMatchObject({ code });
  });
});
