import type { Employer, zEmployerList } from '@linggong/contracts/employer.ts';
import { makeOperator, PLACES } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as z from 'zod';
import { migrateEmployers } from '../employers/fixtures/migrate.ts';
import { sharedRegion } from '../regions/public.ts';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());

const file = (...rows: string[]) => Buffer.from(['编号,岗位,企业,地区', ...rows].join('\n'));
const named = (sourceName: string) =>
  server.deps.models.employers.find({ sourceName }).sort({ name: 1 }).lean();
const imported = async (source: string, ...rows: string[]) => {
  const { import: preview } = await desk.upload(file(...rows), source);
  await desk.run(preview.id);
  return preview.id;
};
const listed = async (name: string) => {
  const { items } = await expectStatus(
    desk.client.get<z.output<typeof zEmployerList>>(`/employers?q=${encodeURIComponent(name)}`),
    200,
  );
  return items;
};

test('an imported employer is where its rows say, or nowhere; never where the desk is', async () => {
  const rows: [string, string, string[]][] = [
    ['甲', '广东省广州市', ['广东省', '广州市']],
    ['乙', '', []],
    ['丙', '火星', []],
    ['丁', '西藏昌都江达县', ['昌都市', '江达县']],
  ];
  await imported('粤昌', ...rows.map(([name, region], i) => `YC-${i},保洁,地方${name},${region}`));
  for (const [name, , regionNames] of rows) {
    const [employer] = await listed(`地方${name}`);
    expect(employer).toMatchObject({ regionNames });
    if (regionNames.length === 0) expect(employer!.regionId).toBeNull();
  }
});

test('of rows in several places it is where they all are', async () => {
  await imported('粤昌二', 'A-1,保洁,两市店,广东省广州市', 'A-2,保洁,两市店,广东省深圳市');
  await imported('粤昌三', 'B-1,保洁,两省店,广东省广州市', 'B-2,保洁,两省店,北京');
  expect((await listed('两市店'))[0]!.regionNames).toEqual(['广东省']);
  expect((await listed('两省店'))[0]!.regionNames).toEqual([]);
});

test('its importers are in charge of it, operators elsewhere are not', async () => {
  await imported('粤昌四', 'C-1,保洁,远方店,广东省广州市');
  const [employer] = await listed('远方店');
  expect((await desk.client.get<Employer>(`/employers/${employer!.id}`)).status).toBe(200);
  const elsewhere = (await makeOperator(server, PLACES.jiangda)).client;
  expect((await elsewhere.get(`/employers/${employer!.id}`)).status).toBe(404);
});

test('an undo takes its employers with it, but for those that got something since', async () => {
  const source = '渝撤';
  const id = await imported(
    source,
    'D-1,保洁,走的,重庆',
    'D-2,保洁,又有活的,重庆',
    'D-3,保洁,核验过的,重庆',
    'D-4,保洁,有人管的,重庆',
  );
  await imported(source, 'D-9,保安,又有活的,重庆');
  const byName = new Map((await named(source)).map((employer) => [employer.name, employer]));
  await expectStatus(
    desk.client.post(`/employers/${byName.get('核验过的')!._id}/verifications`, { checks: ['site_visit'] }),
    201,
  );
  await server.deps.models.memberships.insertMany([
    {
      accountId: new Types.ObjectId(),
      role: 'employer',
      employerId: byName.get('有人管的')!._id,
      createdAt: new Date(),
    },
  ]);
  const undone = await desk.undo(id);
  expect(undone.counts).toMatchObject({ undone: 4, employers: 1 });
  expect((await named(source)).map(({ name }) => name).sort()).toEqual(
    ['又有活的', '有人管的', '核验过的'].sort(),
  );
});

test('an employer is the same however its brackets and spaces are written, and found so', async () => {
  const source = '昌都人才网';
  await imported(
    source,
    'G-1,保洁,高原建筑（昌都）有限公司,西藏自治区昌都市',
    'G-2,保安,高原建筑(昌都)有限公司,西藏自治区昌都市',
    'G-3,搬运,高原建筑 (昌都) 有限公司,西藏自治区昌都市',
    'G-4,厨师,高原建筑　（昌都）　有限公司,西藏自治区昌都市',
    'G-5,力工,高原\u200b建筑〔昌都〕有限公司,西藏自治区昌都市',
    'G-6,力工,高原建筑（芒康）有限公司,西藏自治区昌都市',
  );
  await imported(source, 'G-7,保洁,高原建筑 （昌都）有限公司,西藏自治区昌都市');
  expect((await named(source)).map(({ name }) => name).sort()).toEqual([
    '高原建筑（昌都）有限公司',
    '高原建筑（芒康）有限公司',
  ]);
  for (const typed of ['建筑(昌都)', '建筑 （昌都', '高原建筑 昌都'.replace(' ', '（')])
    expect((await listed(typed)).map(({ name }) => name)).toEqual(['高原建筑（昌都）有限公司']);
});

test('employers of before get the key of their name once, two of one name stay two', async () => {
  const source = '从前的来源';
  await imported(source, 'H-1,保洁,老店（昌都）,重庆');
  const { employers } = server.deps.models;
  const [first] = await named(source);
  await employers.updateOne({ _id: first!._id }, { $unset: { nameKey: 1 } });
  const { _id, nameKey: _key, ...copy } = (await named(source))[0]!;
  await employers.collection.insertOne({ ...copy, name: '老店(昌都)' });
  await migrateEmployers(server.deps);
  await migrateEmployers(server.deps);
  expect(new Map((await named(source)).map(({ name, nameKey }) => [name, nameKey]))).toEqual(
    new Map([
      ['老店（昌都）', '老店(昌都)'],
      ['老店(昌都)', undefined],
    ]),
  );
});

test('what two imports share goes with the second undo', async () => {
  const source = '渝撤二';
  const first = await imported(source, 'E-1,保洁,共用的,重庆');
  const second = await imported(source, 'E-2,保安,共用的,重庆');
  expect((await desk.undo(first)).counts.employers).toBe(0);
  expect((await desk.undo(second)).counts.employers).toBe(1);
  expect(await named(source)).toEqual([]);
});

test('employers of earlier imports are mended at start: their place, and those that nobody needs', async () => {
  const source = '旧来源';
  await imported(source, 'F-1,保洁,旧的在用,广东省广州市');
  const { employers } = server.deps.models;
  const karuo = (await employers.findOne({ sourceName: source }).lean())!.deskPath!;
  const old = { regionId: karuo.at(-1)!, regionPath: karuo };
  await employers.updateOne({ sourceName: source }, { $set: old, $unset: { deskPath: 1 } });
  await employers.collection.insertOne({
    ...old,
    name: '旧的没用',
    kind: 'business',
    creditCode: null,
    contactPhone: null,
    verification: null,
    sourceName: source,
    createdAt: new Date(),
  });
  await migrateEmployers(server.deps);
  expect(await named(source)).toMatchObject([{ name: '旧的在用', deskPath: karuo }]);
  expect((await listed('旧的在用'))[0]!.regionNames).toEqual(['广东省', '广州市']);
  const before = await named(source);
  await migrateEmployers(server.deps);
  expect(await named(source)).toEqual(before);
});

test('the region that paths share', () => {
  const [a, b, c] = [new Types.ObjectId(), new Types.ObjectId(), new Types.ObjectId()];
  expect(
    sharedRegion([
      [a!, b!],
      [a!, c!],
    ]),
  ).toEqual(a);
  expect(
    sharedRegion([
      [a!, b!],
      [a!, b!, c!],
    ]),
  ).toEqual(b);
  expect(sharedRegion([[a!], []])).toBeNull();
  expect(sharedRegion([[a!], [b!]])).toBeNull();
  expect(sharedRegion([])).toBeNull();
});
