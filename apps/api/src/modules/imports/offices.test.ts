import type { Import, ImportPreview } from '@linggong/contracts/import.ts';
import type { Review } from '@linggong/contracts/review.ts';
import { makeOperator, PLACES } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrateEmployers } from '../employers/fixtures/migrate.ts';
import type { GigRecord } from '../gigs/public.ts';
import { importForm } from './fixtures/desk.ts';
import { mendOffices } from './migrations.ts';

let server: TestServer;
let county: TestClient;
let township: TestClient;
let neighbour: TestClient;
let city: TestClient;
beforeAll(async () => {
  server = await startTestServer();
  const operator = async (code: string) => (await makeOperator(server, code)).client;
  county = await operator(PLACES.karuo);
  township = await operator(PLACES.ruyi);
  neighbour = await operator(PLACES.jiangda);
  city = await operator(PLACES.city);
});
afterAll(() => server.close());

const AWAY = '渝中区民生路 1 号';
const HOME = '昌都市卡若区';
const file = (pay: string, place = AWAY, phone = '13900139001') =>
  Buffer.from(`岗位编号,岗位,企业,工作地点,薪资,联系电话\nGW-1,保洁,甲店,${place},${pay},${phone}`);
const upload = (client: TestClient, bytes: Buffer, source: string) =>
  expectStatus(client.send<ImportPreview>('POST', '/imports', importForm(bytes, source)), 201);
async function run(client: TestClient, { import: { id, version } }: ImportPreview) {
  await expectStatus(client.post<Import>(`/imports/${id}/run`, { version }), 202);
  const read = () => expectStatus(client.get<ImportPreview>(`/imports/${id}`), 200);
  await expect.poll(async () => (await read()).import.state, { timeout: 15_000 }).toBe('done');
  return read();
}
const bring = async (client: TestClient, bytes: Buffer, source: string) =>
  run(client, await upload(client, bytes, source));
const gigOf = async ({ import: { id } }: ImportPreview): Promise<GigRecord> =>
  (await server.deps.models.gigs.findOne({ importId: new Types.ObjectId(id) }).lean())!;
const sendBack = async (client: TestClient, gig: GigRecord) => {
  const { revision } = (await expectStatus(client.get<Review>(`/review/${gig._id}`), 200)).gig;
  const decision = { decision: 'return', revision, reason: '电话打不通，核实一下' };
  await expectStatus(client.post(`/review/${gig._id}/decisions`, decision), 201);
  await expect.poll(async () => (await gigNow(gig)).state, { timeout: 15_000 }).toBe('returned');
};
const gigNow = async (gig: GigRecord) => (await server.deps.models.gigs.findById(gig._id).lean())!;

/** Nothing by which a posting could be known: not its number, its id, how it stands, nor that it differs. */
function expectNothingOf(gig: GigRecord, answer: ImportPreview) {
  const said = JSON.stringify(answer);
  for (const word of [
    gig.number,
    `${gig.number.slice(0, 3)}-`,
    String(gig._id),
    '相同',
    '变了',
    '用过',
    '退回',
  ])
    expect(said).not.toContain(word);
}

describe('a posting that an office can’t see', () => {
  /** Of a row each: whether the other office's row has the same words, and whether the posting was sent back before. */
  const CASES = [
    { same: true, returned: false },
    { same: false, returned: false },
    { same: true, returned: true },
    { same: false, returned: true },
  ];
  const rows = (payOf: (same: boolean) => string, phone: string) =>
    Buffer.from(
      [
        '岗位编号,岗位,企业,工作地点,薪资,联系电话',
        ...CASES.map(
          ({ same }, at) => `GW-${at + 1},保洁,${'甲乙丙丁'[at]}店,${AWAY},${payOf(same)},${phone}`,
        ),
      ].join('\n'),
    );
  const first = rows(() => '150元/天', '13900139001');
  const second = rows((same) => (same ? '150元/天' : '90元/天'), '13900139009');
  const gigsOf = async ({ import: { id } }: ImportPreview): Promise<GigRecord[]> =>
    server.deps.models.gigs
      .find({ importId: new Types.ObjectId(id) })
      .sort('source.externalId')
      .lean();

  test.each([
    ['above', () => county, () => township],
    ['aside', () => township, () => neighbour],
  ])('is not told of, nor replaced, by a row of its source and id: %s', async (order, theirDesk, ourDesk) => {
    const source = `看不见 ${order}`;
    const theirs = await gigsOf(await bring(theirDesk(), first, source));
    for (const [at, { returned }] of CASES.entries()) if (returned) await sendBack(theirDesk(), theirs[at]!);
    for (const gig of theirs) expect((await ourDesk().get(`/review/${gig._id}`)).status).toBe(404);
    const before = await Promise.all(theirs.map(gigNow));

    const shown = await upload(ourDesk(), second, source);
    expect(shown.import.counts).toMatchObject({ new: CASES.length, changed: 0, duplicate: 0 });
    for (const gig of theirs) expectNothingOf(gig, shown);
    const done = await run(ourDesk(), shown);
    expect(done.import.counts).toMatchObject({ imported: CASES.length });
    for (const gig of theirs) expectNothingOf(gig, done);
    expect(await Promise.all(theirs.map(gigNow))).toEqual(before);

    const own = await gigsOf(done);
    for (const [at, gig] of own.entries())
      expect(gig.source).toMatchObject({ name: source, externalId: `GW-${at + 1}` });
    // Each goes on with its own.
    const ids = ({ rows: read }: ImportPreview) => read.map(({ gigId }) => gigId);
    expect(ids(await upload(ourDesk(), second, source))).toEqual(own.map(({ _id }) => String(_id)));
    expect(ids(await upload(theirDesk(), first, source))).toEqual(theirs.map(({ _id }) => String(_id)));
  });

  test('is not among what a partner no longer wants', async () => {
    const source = '不招了';
    const theirs = await gigOf(await bring(county, file('150元/天'), source));
    const over = Buffer.from(`岗位编号,岗位,企业,工作地点,薪资,状态\nGW-1,保洁,甲店,${AWAY},150元/天,不招了`);
    const shown = await upload(township, over, source);
    expect(shown.import.counts).toMatchObject({ error: 1, stopped: 0 });
    expect(JSON.stringify(shown)).not.toContain(String(theirs._id));
    expect((await upload(county, over, source)).import.counts).toMatchObject({ stopped: 1 });
  });

  test('is no longer linked from a row that named it before', async () => {
    const source = '后来看不见';
    await bring(neighbour, file('150元/天', HOME), source);
    const shown = await upload(county, file('150元/天', HOME), source);
    expect(shown.rows[0]).toMatchObject({ outcome: 'duplicate', gigId: expect.any(String) });
    const jiangda = await server.deps.models.regions.findOne({ code: PLACES.jiangda }).lean();
    await server.deps.models.gigs.updateOne(
      { _id: shown.rows[0]!.gigId },
      { $set: { deskPath: jiangda!.path } },
    );
    const later = await expectStatus(county.get<ImportPreview>(`/imports/${shown.import.id}`), 200);
    expect(later.rows[0]).toMatchObject({ gigId: null, gig: null });
  });
});

describe('a posting of another office that lies on the own desk', () => {
  test('is not doubled, and keeps no id from who has other words', async () => {
    const source = '占编号';
    const theirs = await gigOf(await bring(township, file('90元/天', HOME, '13900139009'), source));
    expect((await county.get(`/review/${theirs._id}`)).status).toBe(200);
    const foreign = await gigOf(await bring(neighbour, file('90元/天', HOME, '13900139008'), `${source}二`));
    expect((await county.get(`/review/${foreign._id}`)).status).toBe(200);

    const same = await upload(county, file('90元/天', HOME, '13900139008'), `${source}二`);
    expect(same.rows[0]).toMatchObject({ outcome: 'duplicate', gigId: String(foreign._id) });
    const other = await upload(county, file('150元/天', HOME), `${source}二`);
    expect(other.import.counts).toMatchObject({ new: 1, changed: 0 });
    expect(other.rows[0]!.notes[0]).toMatch(
      /^编号“GW-1”在岗位 \d{3}-\d{3}用过，那条是别的工作站导入的，工资、联系电话不一样/,
    );
    const done = await run(county, other);
    expect(done.import.counts).toMatchObject({ imported: 1, duplicate: 0 });
    expect((await gigNow(foreign)).state).toBe('in_review');

    // Of an office below it is the county's too.
    expect((await upload(county, file('150元/天', HOME), source)).rows[0]).toMatchObject({
      outcome: 'changed',
      gigId: String(theirs._id),
    });
  });

  test('is not replaced either once it was sent back', async () => {
    const source = '退回的别人的';
    const theirs = await gigOf(await bring(neighbour, file('90元/天', HOME), source));
    await sendBack(county, theirs);
    const before = await gigNow(theirs);
    const done = await bring(county, file('150元/天', HOME), source);
    expect(done.import.counts).toMatchObject({ imported: 1 });
    expect(await gigNow(theirs)).toEqual(before);
  });
});

test('what an office below sent is replaced by one above, and what is its own by itself', async () => {
  const source = '上下级';
  const theirs = await gigOf(await bring(township, file('90元/天'), source));
  await sendBack(city, theirs);
  const corrected = await upload(county, file('150元/天'), source);
  expect(corrected.rows[0]!.notes[0]).toMatch(/退回过，这一行改了，会代替它/);
  expect((await run(county, corrected)).import.counts.imported).toBe(1);
  expect(await gigNow(theirs)).toMatchObject({ state: 'withdrawn', source: null });
});

test('gigs of before get the office of their import, and ids are no longer one office’s', async () => {
  const source = '升级以前';
  const { gigs } = server.deps.models;
  const made = await gigOf(await bring(neighbour, file('150元/天'), source));
  await gigs.collection.updateOne({ _id: made._id }, { $unset: { 'source.officeId': 1 } });
  await gigs.collection.createIndex(
    { 'source.name': 1, 'source.externalId': 1 },
    { unique: true, partialFilterExpression: { 'source.name': source } },
  );
  await mendOffices(server.deps);
  await mendOffices(server.deps);
  expect(await gigNow(made)).toEqual(made);
  expect((await bring(county, file('150元/天'), source)).import.counts).toMatchObject({ imported: 1 });
  expect((await upload(neighbour, file('150元/天'), source)).import.counts).toMatchObject({ duplicate: 1 });
});

test('columns are read as the same office said it of a file that it ran, and as nobody else did', async () => {
  const source = '记住的列';
  const rows = [1, 2, 3].map((n) => `${n},保洁,店${n},${AWAY},150元/天`);
  const bytes = Buffer.from(['编号,岗位,企业,工作地点,薪资', ...rows].join('\n'));
  const firstOf = async (client: TestClient) => (await upload(client, bytes, source)).import.columns[0]!;
  const said = async (client: TestClient) => {
    const { import: made } = await upload(client, bytes, source);
    const mapping = { sourceName: source, columns: [{ index: 0, field: 'externalId' }] };
    return expectStatus(client.put<ImportPreview>(`/imports/${made.id}/mapping`, mapping), 200);
  };
  const chosen = await said(county);
  expect(await firstOf(county)).toMatchObject({ field: 'rowNumber' });
  await run(county, chosen);
  expect(await firstOf(county)).toMatchObject({ field: 'externalId', why: 'before' });
  for (const client of [township, neighbour, city])
    expect(await firstOf(client)).toMatchObject({ field: 'rowNumber', why: 'serial' });
  await said(neighbour);
  expect(await firstOf(neighbour)).toMatchObject({ field: 'rowNumber', why: 'serial' });
});

test('an office’s word about an employer is no other’s: their phones, and who is in charge, stay apart', async () => {
  const source = '同名店';
  const { employers } = server.deps.models;
  const of = async (client: TestClient, phone: string) => {
    const gig = await gigOf(await bring(client, file('150元/天', AWAY, phone), source));
    return (await employers.findById(gig.employerId).lean())!;
  };
  const theirs = await of(neighbour, '13900139009');
  const own = await of(county, '13900139001');
  expect([theirs.contactPhone, own.contactPhone]).toEqual(['+8613900139009', '+8613900139001']);
  expect(await employers.findById(theirs._id).lean()).toMatchObject({ contactPhone: '+8613900139009' });
  expect((await county.get(`/employers/${own._id}`)).status).toBe(200);
  expect((await county.get(`/employers/${theirs._id}`)).status).toBe(404);

  // As they were stored before, and under the index of then.
  await employers.collection.updateOne({ _id: theirs._id }, { $unset: { officeId: 1 } });
  await employers.collection.createIndex(
    { sourceName: 1, nameKey: 1 },
    { unique: true, partialFilterExpression: { officeId: theirs.officeId } },
  );
  await migrateEmployers(server.deps);
  await migrateEmployers(server.deps);
  expect(await employers.findById(theirs._id).lean()).toMatchObject({ officeId: theirs.officeId });
  const more = Buffer.from(`岗位编号,岗位,企业,工作地点\nGW-2,保安,甲店,${AWAY}`);
  expect((await gigOf(await bring(neighbour, more, source))).employerId).toEqual(theirs._id);
  expect((await employers.collection.indexes()).map(({ name }) => name)).not.toContain(
    'sourceName_1_nameKey_1',
  );
});
