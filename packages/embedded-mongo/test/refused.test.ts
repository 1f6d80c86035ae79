import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGigs } from './gigs.ts';
import { failure } from './target.ts';

let target: Awaited<ReturnType<typeof openGigs>>['target'];
let gigs: Collection<Document>;
beforeAll(async () => {
  ({ target, gigs } = await openGigs());
});
afterAll(() => target.close());

const nested = (input: unknown) => ({ $map: { input, in: { $size: { $map: { input, in: 1 } } } } });
const doubled = (operator: string, initialValue: unknown) => ({
  $reduce: { input: { $range: [0, 40] }, initialValue, in: { [operator]: ['$$value', '$$value'] } },
});

describe('refused by name, not answered wrongly', () => {
  const REFUSED: [name: string, pipeline: Document[], message: RegExp][] = [
    ['a change stream', [{ $changeStream: {} }], /\$changeStream/],
    ...['$bucketAuto', '$densify', '$fill', '$geoNear', '$graphLookup', '$setWindowFields'].map(
      (stage): [string, Document[], RegExp] => [stage, [{ [stage]: {} }], new RegExp(`\\${stage}`)],
    ),
    ['an unknown stage', [{ $nonsense: {} }], /\$nonsense/],
    ['$where', [{ $match: { $where: 'true' } }], /\$where/],
    ['$text', [{ $match: { $text: { $search: 'x' } } }], /\$text/],
    ['a stage within $facet', [{ $facet: { a: [{ $out: 'x' }] } }], /\$out/],
    [
      '$function',
      [{ $project: { x: { $function: { body: 'return 1', args: [], lang: 'js' } } } }],
      /function/i,
    ],
    [
      'an expression that would stall the others',
      [{ $project: { x: nested({ $range: [0, 10_000] }) } }],
      /steps/,
    ],
    ['a list that doubles', [{ $project: { x: doubled('$concatArrays', [1]) } }], /memory/],
    ['a text that doubles', [{ $project: { x: doubled('$concat', 'x') } }], /characters/],
  ];
  test.runIf(!process.env.MONGODB_URL).each(REFUSED)('%s', async (_name, pipeline, message) => {
    const error = await failure(gigs.aggregate(pipeline).toArray());
    expect(error.message).toMatch(message);
    expect(error.code).toBeTypeOf('number');
  });
  test.runIf(!process.env.MONGODB_URL).each([
    ['an unknown command', { nonsense: 1 }, 59],
    ['an unknown option', { find: 'gigs', nonsense: 1 }, 40415],
    ['a collation', { find: 'gigs', collation: { locale: 'zh' } }, 115],
    ['a tailable cursor', { find: 'gigs', tailable: true }, 2],
    ['a capped collection', { create: 'x', capped: true, size: 1 }, 115],
    ['a text index', { createIndexes: 'gigs', indexes: [{ key: { a: 'text' }, name: 'a' }] }, 115],
    ['$near', { find: 'gigs', filter: { a: { $near: [0, 0] } } }, 115],
    ['$geoWithin', { find: 'gigs', filter: { a: { $geoWithin: { $center: [[0, 0], 1] } } } }, 115],
    ['a 2dsphere index', { createIndexes: 'gigs', indexes: [{ key: { a: '2dsphere' }, name: 'a' }] }, 115],
    ['a filter that is no document', { find: 'gigs', filter: 5 }, 14],
    ['an unknown operator', { find: 'gigs', filter: { a: { $nonsense: 1 } } }, 2],
  ] as [string, Document, number][])('%s', async (_name, command, code) => {
    expect(await failure(target.db.command(command))).toMatchObject({ code });
  });
});
