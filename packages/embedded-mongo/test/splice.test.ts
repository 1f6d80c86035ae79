import { Code, Double, serialize } from 'bson';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { compileUpdate, type Update, updated } from '../src/update/apply.ts';
import { decodeExact, encode } from '../src/values/bson.ts';
import { documents } from './differential/documents.ts';
import { update as generated } from './differential/updates.ts';

/** What comes out, or the error. */
function outcome(work: () => Uint8Array): string {
  try {
    return Buffer.from(work()).toString('hex');
  } catch (error) {
    return String(error);
  }
}

const whole = (bytes: Uint8Array, { apply }: Update) => encode(apply(decodeExact(bytes), {}, false));

test('an update of some fields gives the bytes that an update of the whole document gives', () => {
  vi.useFakeTimers({ now: 0 });
  let some = 0;
  fc.assert(
    fc.property(documents, generated, (docs, { u, arrayFilters }) => {
      let update: Update;
      const { body, filters } = decodeExact(serialize({ body: u, filters: arrayFilters ?? [] }));
      try {
        update = compileUpdate(body, filters as unknown[]);
      } catch {
        return;
      }
      if (update.fields) some++;
      for (const doc of docs) {
        const bytes = serialize(doc, { ignoreUndefined: false });
        expect(outcome(() => updated(bytes, update, {}))).toBe(outcome(() => whole(bytes, update)));
      }
    }),
    { numRuns: 1000, seed: 7 },
  );
  vi.useRealTimers();
  expect(some).toBeGreaterThan(300);
});

const CASES: [name: string, doc: Record<string, unknown>, update: Record<string, unknown>][] = [
  ['names that begin alike', { ab: 1, a: 2, abc: 3 }, { $set: { a: 'longer' } }],
  ['a field that goes and one that comes', { a: 1, b: 2, c: 3 }, { $unset: { a: 1 }, $set: { d: 4 } }],
  ['a field that gets the name of another', { a: 1, b: 2, c: 3 }, { $rename: { a: 'c' } }],
  ['names of numbers', { 10: 1, 9: 2, b: 3 }, { $set: { 11: 1, 2: 1 }, $inc: { 10: 1 } }],
  ['a name that objects have', { a: 1 }, { $set: { constructor: 1, toString: { a: 1 } } }],
  ['no text of one byte each', { 城: 1, 市: 2 }, { $set: { 市: { 城: '零工' } }, $unset: { 城: 1 } }],
  ['nothing changes', { a: new Double(1), b: 2 }, { $set: { b: 2 } }],
  ['a type that is left to the library', { a: new Code('x'), b: 1 }, { $inc: { b: 1 } }],
  ['its id', { a: 1 }, { $set: { _id: 1, a: 2 } }],
  ['another id', { a: 1 }, { $set: { _id: 2 } }],
];

test.each(CASES)('so with %s', (_, doc, raw) => {
  const bytes = serialize(new Map([['_id', 1], ...Object.entries(doc)]), { ignoreUndefined: false });
  const update = compileUpdate(decodeExact(serialize(raw)));
  expect(update.fields).toBeDefined();
  expect(outcome(() => updated(bytes, update, {}))).toBe(outcome(() => whole(bytes, update)));
});

test('a name that is no text is found again', () => {
  const bytes = serialize({ _id: 1, xy: 1, z: 2 });
  bytes[bytes.indexOf(0x78)] = 0xff;
  const name = `\ufffdy`;
  const update = compileUpdate({ $set: { [name]: 3 } });
  expect(outcome(() => updated(bytes, update, {}))).toBe(outcome(() => whole(bytes, update)));
});

test('a document that grows beyond the limit is refused', () => {
  const bytes = serialize({ _id: 1, a: 'x'.repeat(9_000_000), b: '' });
  const update = compileUpdate({ $set: { b: 'x'.repeat(9_000_000) } });
  expect(() => updated(bytes, update, {})).toThrow('BSONObj size');
});
