import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, dec, double, int, long, openExpressions, plain } from './expressions.ts';

let expressions: Awaited<ReturnType<typeof openExpressions>>;
beforeAll(async () => {
  expressions = await openExpressions();
});
afterAll(() => expressions.close());

const VALUES: Case[] = [
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
];

test.each(VALUES)('%s', async (_name, expr, expected) => {
  expect(plain(await expressions.evaluate(expr))).toBe(plain(expected));
});
