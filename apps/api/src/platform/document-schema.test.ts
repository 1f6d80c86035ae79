import { borrowDatabase } from '@linggong/testkit/database.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { connect, modelOn } from './database.ts';
import { asItIs, definitionOf, schemaOf, zObjectId } from './document-schema.ts';

let database: Awaited<ReturnType<typeof borrowDatabase>>;
let connection: Awaited<ReturnType<typeof connect>>;
beforeAll(async () => {
  database = await borrowDatabase();
  connection = await connect(database.url, database.name);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
  await database.giveBack();
});

let made = 0;
/** A collection of documents with one field, as the database has them. */
function documents(x: z.ZodType) {
  const name = `Documents${++made}`;
  const model = modelOn(connection, name, schemaOf(z.strictObject({ _id: zObjectId, x })), name);
  return {
    model,
    async stored(given: Record<string, unknown>) {
      const { _id } = await model.create(given as never);
      const { _id: own, ...rest } = (await model.collection.findOne({ _id }))!;
      return rest;
    },
  };
}

const ID = new Types.ObjectId();
const NOON = new Date('2026-01-02T04:00:00Z');
const place = z.strictObject({
  name: z.string(),
  since: z.date().nullable(),
  far: z.boolean().default(false),
});
/** Kind, what is given, what is stored of it, what is refused. */
const kinds: [string, z.ZodType, unknown, unknown, unknown][] = [
  ['string', z.string(), 'a', 'a', { a: 1 }],
  ['string with a bound, asked elsewhere', z.string().max(1).trim(), ' ab', ' ab', []],
  ['number', z.number(), 1.5, 1.5, 'many'],
  ['whole number', z.int().min(0), '2', 2, 'many'],
  ['boolean', z.boolean(), false, false, 'perhaps'],
  ['date', z.date(), NOON.toISOString(), NOON, 'noon'],
  ['enum', z.enum(['a', 'b']), 'b', 'b', 'c'],
  ['id', zObjectId, ID.toHexString(), ID, 'me'],
  ['array', z.array(z.number()), [1, '2'], [1, 2], ['many']],
  ['array of an enum', z.array(z.enum(['a', 'b'])), ['b', 'a'], ['b', 'a'], ['a', 'c']],
  ['array of ids', z.array(zObjectId), [ID.toHexString()], [ID], ['me']],
  ['tuple', z.tuple([z.number(), z.number()]), [1, 2], [1, 2], ['far']],
  ['object', place, { name: 'a' }, { name: 'a', since: null, far: false }, { since: NOON }],
  ['object with more than it has', place, { name: 'a', far: true }, expect.anything(), { name: 'a', y: 1 }],
  [
    'array of objects',
    z.array(place),
    [{ name: 'a', since: NOON }],
    [{ name: 'a', since: NOON, far: false }],
    [{}],
  ],
  [
    'array of objects with ids',
    z.array(z.strictObject({ _id: zObjectId })),
    [{ _id: ID }, {}],
    [{ _id: ID }, { _id: expect.any(Types.ObjectId) }],
    [{ y: 1 }],
  ],
  ['record', z.record(z.string(), z.string()), { a: 'b' }, { a: 'b' }, null],
  ['object as it is', asItIs(place), {}, {}, null],
  ['array as it is', asItIs(z.array(place)), [{ y: 1 }], [{ y: 1 }], null],
  ['anything', z.unknown(), { a: [1] }, { a: [1] }, null],
];

describe.each(kinds)('%s', (_, schema, given, kept, refused) => {
  test('is stored, and required', async () => {
    const { stored, model } = documents(schema);
    expect(await stored({ x: given })).toEqual({ x: kept });
    await expect(model.create({ x: refused } as never)).rejects.toThrow();
    await expect(model.updateOne({}, { x: refused } as never)).rejects.toThrow();
    await expect(model.create({ x: given, y: 1 } as never)).rejects.toThrow('not in schema');
    if (!Array.isArray(given)) await expect(model.create({} as never)).rejects.toThrow('required');
  });

  test('may be absent, begin as null, or stand in for nothing', async () => {
    expect(await documents(schema.optional()).stored({})).toEqual({});
    expect(await documents(schema.nullish()).stored({})).toEqual({});
    expect(await documents(schema.nullish()).stored({ x: null })).toEqual({ x: null });
    expect(await documents(schema.nullable()).stored({})).toEqual({ x: null });
    expect(await documents(schema.nullable().default(given).optional()).stored({})).toEqual({ x: kept });
    expect(await documents(schema.default(given)).stored({})).toEqual({ x: kept });
    expect(await documents(schema.default(given)).stored({ x: given })).toEqual({ x: kept });
  });

  test('is null only where it may be', async () => {
    const mayBe = schema.safeParse(null).success;
    for (const { model } of [documents(schema.optional()), documents(schema.default(given))]) {
      const made = model.create({ x: null } as never);
      await (mayBe ? expect(made).resolves.toBeDefined() : expect(made).rejects.toThrow('may not be null'));
      const changed = model.updateOne({ _id: ID }, { $set: { x: null } } as never, { upsert: true });
      await (mayBe
        ? expect(changed).resolves.toBeDefined()
        : expect(changed).rejects.toThrow('may not be null'));
    }
  });
});

test('a default that is a function is asked anew for each document', async () => {
  let asked = 0;
  const { stored, model } = documents(z.number().default(() => ++asked));
  const before = asked;
  expect(await stored({})).toEqual({ x: before + 1 });
  expect(await stored({ x: 7 })).toEqual({ x: 7 });
  expect(await stored({})).toEqual({ x: before + 2 });
  await model.updateOne({ _id: ID }, { $unset: { y: 1 } } as never, { upsert: true, strict: false });
  expect(await model.findById(ID).lean()).toEqual({ _id: ID, x: before + 3 });
  const lists = documents(z.array(z.string()).default([]));
  const [one, other] = [new lists.model(), new lists.model()];
  (one.x as string[]).push('a');
  expect(other.toObject()).toMatchObject({ x: [] });
});

test('an empty object stays, and no version is kept', async () => {
  expect(await documents(z.record(z.string(), z.string())).stored({ x: {} })).toEqual({ x: {} });
});

test('an _id is as it was defined, and made only where it is an ObjectId', async () => {
  const counters = modelOn(
    connection,
    'Counters',
    schemaOf(z.strictObject({ _id: z.string(), value: z.number() })),
    'counters',
  );
  await counters.create({ _id: 'a', value: 1 });
  expect(await counters.findById('a').lean()).toEqual({ _id: 'a', value: 1 });
  await expect(counters.create({ value: 1 } as never)).rejects.toThrow('_id');
});

const unknown: [string, z.ZodType][] = [
  ['union', z.union([z.string(), z.number()])],
  ['transform', z.string().transform(Number)],
  ['preprocess', z.preprocess(String, z.string())],
  ['literal', z.literal('a')],
  ['map', z.map(z.string(), z.string())],
  ['bigint', z.bigint()],
  ['a class', z.instanceof(Map)],
  ['readonly', z.string().readonly()],
  ['catch', z.string().catch('')],
  ['within an array', z.array(z.union([z.string(), z.number()]))],
  ['within an object', z.object({ y: z.any() })],
  ['elements that may be null', z.array(z.string().nullable())],
  ['elements with a default', z.array(z.string().default(''))],
  ['tuple of several kinds', z.tuple([z.string(), z.number()])],
];
test.each(unknown)('what is not known is refused at start, and where it is said: %s', (_, x) => {
  expect(() => schemaOf(z.strictObject({ _id: zObjectId, x }))).toThrow(/^document\.x.* not known how/);
});

test('the definition is found again by the schema', () => {
  const definition = z.strictObject({ _id: zObjectId, x: z.string().optional() });
  expect(definitionOf(schemaOf(definition))).toBe(definition);
  expect(definition.safeParse({ _id: ID, x: 'a' }).success).toBe(true);
  expect(definition.safeParse({ _id: ID.toHexString(), x: 'a' }).success).toBe(false);
});
