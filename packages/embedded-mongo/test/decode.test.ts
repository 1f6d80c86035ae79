import {
  Binary,
  BSON,
  DBRef,
  Decimal128,
  Double,
  deserialize,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
  UUID,
} from 'bson';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, decodeExact } from '../src/values/bson.ts';
import { readDocument, readFields, wanted } from '../src/values/decode.ts';

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.integer().map((n) => new Double(n)),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
    fc.boolean(),
    fc.constantFrom(null, undefined, new MinKey(), new MaxKey(), -0),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => new Binary(bytes, bytes.length % 2 ? 0 : 128)),
    fc.uint8Array({ maxLength: 20 }).map((bytes) => new Binary(bytes, 2)),
    fc.constant(new UUID('11111111-2222-4333-8444-555555555555')),
    fc.integer({ min: 0 }).map((t) => new Timestamp({ t, i: 7 })),
    fc.integer().map((n) => Decimal128.fromString(`${n}.50`)),
    fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new DBRef('gigs', new ObjectId(bytes))),
    fc.constant(new BSON.BSONRegExp('^a', 'i')),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', '__proto__', 'ü', ''), tie('any'), { maxKeys: 4 }),
  ),
})).any;
const document = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'name', '__proto__'), value, { maxKeys: 5 });

const OPTIONS = { promoteLongs: false, promoteBuffers: false, bsonRegExp: true, validation: { utf8: false } };

/** What the library makes a reference of stays a document here. */
function withoutReferences<T>(value: T): T;
function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (value instanceof DBRef) return { $ref: value.collection, $id: value.oid };
  if (Object.getPrototypeOf(value ?? 1) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value as object).map(([name, field]) => [name, withoutReferences(field)]),
  );
}

test('documents are read as the library reads them', () => {
  fc.assert(
    fc.property(document, (doc) => {
      const bytes = serialize(doc, { ignoreUndefined: false });
      const own = readDocument(bytes, 'typed');
      const theirs = withoutReferences(deserialize(bytes, OPTIONS));
      if (own) expect(own).toStrictEqual(theirs);
      expect(Object.getPrototypeOf(decode(bytes))).toBe(Object.prototype);
      const some = readFields(bytes, wanted(['b', 'name']), 'typed');
      const expected = Object.fromEntries(
        Object.entries(theirs).filter(([key]) => key === 'b' || key === 'name'),
      );
      if (some) expect(some).toStrictEqual(expected);
      // Nothing is lost where it is to be written again.
      expect(Buffer.from(serialize(decodeExact(bytes), { ignoreUndefined: false }))).toEqual(
        Buffer.from(bytes),
      );
    }),
    { numRuns: 2000 },
  );
});

test('damaged bytes are an error or a document, never an endless or a wild read', () => {
  fc.assert(
    fc.property(document, fc.nat(), fc.nat({ max: 255 }), fc.boolean(), (doc, place, byte, cut) => {
      const bytes = Uint8Array.from(serialize(doc, { ignoreUndefined: false }));
      const at = place % bytes.length;
      if (!cut) bytes[at] = byte;
      const damaged = cut ? bytes.subarray(0, at) : bytes;
      for (const read of [() => decode(damaged), () => readFields(damaged, wanted(['b', 'zz']), 'exact')])
        try {
          read();
        } catch (error) {
          expect((error as Error).name).toMatch(/^BSON|RangeError/);
        }
    }),
    { numRuns: 2000 },
  );
});

test('names whose hashes are the same are told apart', () => {
  // By the hash that is used, 'Aa' and 'BB' are one, and so are 'AaAa', 'BBBB', 'AaBB' and 'BBAa'.
  const doc = {
    Aa: 'Aa',
    BB: 'BB',
    AaAa: 1,
    BBBB: 2,
    AaBB: { BBAa: 'AaBB', AaBB: 'BBAa' },
    long: 'x'.repeat(40),
  };
  const bytes = serialize(doc);
  for (let i = 0; i < 3; i++) expect(readDocument(bytes, 'plain')).toStrictEqual(doc);
  for (const names of [['Aa'], ['BB'], ['BBBB', 'BB'], ['AaBB'], ['BBAa']])
    expect(readFields(bytes, wanted(names), 'plain')).toStrictEqual(
      Object.fromEntries(Object.entries(doc).filter(([name]) => names.includes(name))),
    );
});
