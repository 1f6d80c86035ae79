import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  type Document,
  Double,
  EJSON,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  serialize,
  Timestamp,
  UUID,
} from 'bson';
import { expect, test } from 'vitest';
import { fromLine, sameButOrder, toLine } from '../src/cli/exact.ts';
import { startEmbeddedMongo } from '../src/server.ts';
import { openCli } from './cli.ts';

const { at, connect, opened, run, start } = openCli();

const TYPES: Document = {
  int: 1,
  whole: new Double(1),
  double: 1.5,
  minusZero: new Double(-0),
  nan: Number.NaN,
  infinite: Number.POSITIVE_INFINITY,
  long: Long.fromString('9007199254740993'),
  decimal: Decimal128.fromString('1.10'),
  date: new Date('2026-02-03T04:05:06.789Z'),
  early: new Date(-62_135_596_800_000),
  id: new ObjectId('0123456789abcdef01234567'),
  uuid: new UUID('01234567-89ab-4def-8123-456789abcdef'),
  binary: new Binary(Buffer.from([1, 2, 3]), 128),
  regexp: new BSONRegExp('^a.*\\n', 'im'),
  code: new Code('1'),
  timestamp: new Timestamp({ t: 1, i: 2 }),
  min: new MinKey(),
  max: new MaxKey(),
  null: null,
  text: '零工 \u0000 "quoted"\n\u2028',
  list: [1, [2, [{}]], []],
  nested: { 'a.b': 1, $c: { d: {} } },
};

/** Some collections with every type and kind of index. */
async function fill(url: string): Promise<void> {
  const client = await connect(url);
  const db = client.db();
  await db.collection<Document>('types').insertOne({ _id: 't' as never, ...TYPES });
  await db
    .collection('many')
    .insertMany(Array.from({ length: 2500 }, (_, n) => ({ n, text: `worker ${n}` })));
  await db
    .collection('many')
    .createIndexes([
      { key: { n: -1, text: 1 }, unique: true, name: 'own name' },
      { key: { text: 1 }, partialFilterExpression: { n: { $gt: 5 } } },
      { key: { at: 1 }, expireAfterSeconds: 60 },
      { key: { place: -1 } },
      { key: { x: 1 }, sparse: true },
    ]);
  await db.createCollection('empty');
  await client.db('other').collection('a/b:c').insertOne({ x: 1 });
}

async function contents(url: string) {
  const client = await connect(url);
  const out: Record<string, { docs: string[]; indexes: unknown[] }> = {};
  for (const name of ['linggong', 'other'])
    for (const collection of await client.db(name).collections()) {
      const raw = (await collection
        .find({}, { raw: true })
        .sort({ _id: 1 })
        .toArray()) as unknown as Uint8Array[];
      out[collection.namespace] = {
        docs: raw.map((bytes) => Buffer.from(bytes).toString('hex')),
        indexes: await collection.indexes(),
      };
    }
  return out;
}

test('export and import keep every type, index and option; copy does it in one step', async () => {
  const dataDir = at('data');
  const { server } = await start(dataDir);
  await fill(server.url);
  const before = await contents(server.url);
  expect(Object.keys(before).sort()).toEqual(
    ['linggong.empty', 'linggong.many', 'linggong.types', 'other.a/b:c'].sort(),
  );
  const folder = at('export');
  expect(await run('export', '--data', dataDir, '--to', folder)).toMatchObject({ code: 0, stderr: '' });
  expect(await run('export', '--data', dataDir, '--to', folder)).toMatchObject({ code: 1 });
  expect(readdirSync(folder).sort()).toEqual([
    'linggong.empty.jsonl',
    'linggong.many.jsonl',
    'linggong.types.jsonl',
    'metadata.json',
    'other.a%2Fb%3Ac.jsonl',
  ]);
  const line = readFileSync(join(folder, 'linggong.types.jsonl'), 'utf8');
  expect(line).toContain('"whole":{"$numberDouble":"1.0"}');
  expect(line).toContain('"int":{"$numberInt":"1"}');
  const metadata = EJSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8')) as Document;
  expect(metadata).toMatchObject({ format: 1 });
  expect(metadata.collections.map(({ documents }: Document) => documents)).toEqual([0, 2500, 1, 1]);

  const imported = at('imported');
  const target = await start(imported);
  const done = await run('import', '--from', folder, '--data', imported);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(done.stdout).toContain('linggong.many: 2500 documents, 6 indexes');
  expect(await contents(target.server.url)).toEqual(before);

  const again = await run('import', '--from', folder, '--data', imported);
  expect(again.code).toBe(1);
  expect(again.stderr).toContain('linggong.many');
  expect(await run('import', '--from', folder, '--data', imported, '--drop')).toMatchObject({ code: 0 });

  const other = await startEmbeddedMongo({ listen: {} });
  opened.push(other);
  const copied = await run('copy', '--data', dataDir, '--url', other.url);
  expect(copied).toMatchObject({ code: 0, stderr: '' });
  expect(copied.stdout).toContain('All 2502 documents are there as they were.');
  expect(await contents(other.url)).toEqual(before);
  const back = at('back');
  expect(await run('export', '--url', other.url, '--to', back)).toMatchObject({ code: 0 });
  expect(readdirSync(back)).not.toContain('other.a%2Fb%3Ac.jsonl');
});

test('what a line can not hold whole is an error; another order of numbered fields is said', () => {
  const patched = (doc: Document, from: Buffer, to: Buffer) => {
    const bytes = Buffer.from(serialize(doc));
    to.copy(bytes, bytes.indexOf(from));
    return bytes;
  };
  const numbered = patched({ _id: 1, b: 1, xx: 1 }, Buffer.from('xx'), Buffer.from('10'));
  const { line, reordered } = toLine(numbered);
  expect(reordered).toBe(true);
  expect(Buffer.from(fromLine(line)).sort()).toEqual(Buffer.from(numbered).sort());
  expect(toLine(serialize(TYPES)).reordered).toBe(false);
  const at = new Date(0x0102030405);
  const late = patched({ at }, Buffer.from([5, 4, 3, 2, 1, 0, 0, 0]), Buffer.alloc(8, 0x7f));
  expect(() => toLine(late)).toThrow("can't be written");
  expect(sameButOrder(serialize({ a: 1 }), serialize({ a: 2 }))).toBe(false);
});

test('an import whose file lacks a line, or is no JSON, fails and says so', async () => {
  const dataDir = at('data');
  const { db } = await start(dataDir);
  await db.collection('a').insertMany([{ n: 1 }, { n: 2 }]);
  const folder = at('export');
  await run('export', '--data', dataDir, '--to', folder);
  const file = join(folder, 'linggong.a.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${lines[0]}\n`);
  const short = await run('import', '--from', folder, '--data', at('i'));
  expect(short.code).toBe(1);
  expect(short.stderr).toBe('linggong.a: 1 documents in the file, 2 were exported');
  writeFileSync(file, `${lines[0]}\n${lines[1]!.slice(0, 10)}`);
  const torn = await run('import', '--from', folder, '--data', at('j'));
  expect(torn.code).toBe(1);
  expect(torn.stderr).toMatch(/linggong\.a\.jsonl, line 2: /);
});
