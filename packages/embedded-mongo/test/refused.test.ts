import type { Collection, Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMS, OPERATORS } from '../src/aggregate/operators/table.ts';
import { REFUSED } from '../src/refused.ts';
import { openGigs } from './gigs.ts';
import { failure } from './target.ts';

let target: Awaited<ReturnType<typeof openGigs>>['target'];
let gigs: Collection<Document>;
beforeAll(async () => {
  ({ target, gigs } = await openGigs());
});
afterAll(() => target.close());

/** How a client would meet each kind of word. */
const USES: Record<keyof typeof REFUSED, (name: string) => Document> = {
  'The aggregation stage': (name) => ({ aggregate: 'gigs', pipeline: [{ [name]: {} }], cursor: {} }),
  'The expression': (name) => ({ find: 'gigs', filter: { $expr: { [name]: '$pay' } } }),
  'The accumulator': (name) => ({
    aggregate: 'gigs',
    pipeline: [{ $group: { _id: null, x: { [name]: '$pay' } } }],
    cursor: {},
  }),
  'The operator': (name) => ({ find: 'gigs', filter: { pay: { [name]: 1 } } }),
  'The update operator': (name) => ({
    update: 'gigs',
    updates: [{ q: {}, u: { [name]: { pay: 1 } } }],
  }),
};
const WORDS = Object.entries(REFUSED).flatMap(([kind, names]) =>
  [...names].map((name): [kind: keyof typeof REFUSED, name: string] => [kind as keyof typeof REFUSED, name]),
);

const LONG_LIST = Array.from({ length: 10_000 }, () => 1);
const nested = (input: unknown) => ({ $map: { input, in: { $size: { $map: { input, in: 1 } } } } });

describe('refused by name, not answered wrongly', () => {
  test.runIf(!process.env.MONGODB_URL).each(WORDS)('%s %s', async (kind, name) => {
    const before = await gigs.find().toArray();
    const reply = await target.db.command(USES[kind](name)).catch((error: Document) => error);
    const { code, message } = reply.writeErrors
      ? { ...reply.writeErrors[0], message: reply.writeErrors[0].errmsg }
      : reply;
    expect({ code, message }).toEqual({
      code: 115,
      message: `${kind} ${name} is not supported by the embedded database`,
    });
    expect(await gigs.find().toArray()).toEqual(before);
  });
  test.runIf(!process.env.MONGODB_URL).each(['$where', '$text', '$jsonSchema'])(
    '%s of a filter',
    async (name) => {
      const error = await failure(gigs.find({ [name]: 'true' }).toArray());
      expect(error).toMatchObject({ code: 115, message: expect.stringContaining(name) });
    },
  );
  test('no word is both there and refused', async () => {
    const there = [...Object.keys(OPERATORS), ...Object.keys(FORMS)];
    expect(there.filter((name) => REFUSED['The expression'].has(name))).toEqual([]);
  });
  test.runIf(!process.env.MONGODB_URL)('an unknown stage', async () => {
    const error = await failure(gigs.aggregate([{ $nonsense: {} }]).toArray());
    expect(error).toMatchObject({ code: 40324, message: "Unrecognized pipeline stage name: '$nonsense'" });
  });
  test('an expression that would stall the others', async () => {
    const error = await failure(gigs.aggregate([{ $project: { x: nested(LONG_LIST) } }]).toArray());
    expect(error.message).toMatch(/steps/);
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
