import type { Region, RegionList } from '@linggong/contracts/region.ts';
import type { Wages } from '@linggong/contracts/wage.ts';
import { PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeNames, regionByCode, subtreeOf } from './repository.ts';
import { seedRegions } from './usecases.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const list = async (query: string) =>
  (await expectStatus(testClient(server).get<RegionList>(`/regions${query}`), 200)).items;
const names = (regions: Region[]) => regions.map(({ name }) => name);

test('a page starts from the own city and its eleven counties', async () => {
  const [city, ...counties] = await list('');
  expect(city).toMatchObject({
    name: '昌都市',
    level: 'city',
    home: true,
    pathNames: ['西藏自治区', '昌都市'],
  });
  expect(counties).toHaveLength(11);
  expect(counties.every(({ parentId, path }) => parentId === city!.id && path.length === 3)).toBe(true);
});

test('one goes down level by level', async () => {
  const townships = await list(`?parent=${await regionId(server, PLACES.karuo)}`);
  expect(names(townships)).toContain('如意乡');
  const villages = await list(`?parent=${await regionId(server, PLACES.ruyi)}`);
  expect(villages.length).toBeGreaterThan(3);
  expect(villages.every(({ level }) => level === 'village')).toBe(true);
  expect(await list(`?parent=${villages[0]!.id}`)).toEqual([]);
});

test.each([
  ['如意', '如意乡'],
  ['重庆', '重庆市'],
  ['卡若', '卡若区'],
])('%s finds %s', async (part, name) => {
  expect(names(await list(`?q=${encodeURIComponent(part)}`))).toContain(name);
});

test.each(['.*', '[a-z]', '$where', '（）'])('%s finds nothing', async (part) => {
  expect(await list(`?q=${encodeURIComponent(part)}`)).toEqual([]);
});

test.each([
  ['/regions?parent=x', 400, 'request.invalid'],
  ['/regions?q=a', 400, 'request.invalid'],
  ['/regions?parent=ffffffffffffffffffffffff', 404, 'region.not_found'],
  ['/regions/ffffffffffffffffffffffff', 404, 'region.not_found'],
  ['/regions/1', 400, 'request.invalid'],
])('%s is %d %s', async (path, status, code) => {
  const answer = await testClient(server).get(path);
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('what has not changed is not sent again', async () => {
  const client = testClient(server);
  const { headers } = await client.get('/regions');
  expect(headers.get('cache-control')).toContain('max-age=');
  const again = await client.get('/regions', { headers: { 'if-none-match': headers.get('etag')! } });
  expect([again.status, again.body]).toEqual([304, '']);
});

test('filling the database again, also after a start that was cut off, makes nothing double', async () => {
  const { regions } = server.deps.models;
  const count = await regions.countDocuments();
  const before = await regions.findOne({ code: PLACES.ruyi }).lean();
  await regions.deleteMany({ code: { $in: [PLACES.city, PLACES.ruyi, PLACES.jiangda] } });
  await Promise.all([seedRegions(server.deps), seedRegions(server.deps)]);
  expect(await regions.countDocuments()).toBe(count);
  expect(await regions.findOne({ code: PLACES.ruyi }).lean()).toEqual(before);
});

test('divisions that were stored before altitudes were estimated get theirs; what an operator entered stays', async () => {
  const { regions } = server.deps.models;
  const ofRuyi = () => regions.findOne({ code: PLACES.ruyi }).lean();
  const before = await ofRuyi();
  expect(before).toMatchObject({ altitudeM: 3240, altitudeAbout: true });
  const unset = { $set: { altitudeM: null }, $unset: { altitudeAbout: '' } } as const;
  await regions.updateMany({ code: { $in: [PLACES.ruyi, '540302207'] } }, unset);
  await regions.updateOne({ code: '540302206' }, { ...unset, $set: { altitudeM: 3333 } });
  await seedRegions(server.deps);
  expect(await ofRuyi()).toEqual(before);
  const entered = await regions.findOne({ code: '540302206' }).lean();
  expect(entered).toMatchObject({ altitudeM: 3333 });
  expect(entered).not.toHaveProperty('altitudeAbout');
  await regions.updateOne({ code: '540302206' }, { $set: { altitudeM: 3240, altitudeAbout: true } });
});

test.each([
  ['estimated', PLACES.ruyi, { altitudeM: 3240, altitudeAbout: true }],
  ['known', '540302100', { altitudeM: 3240 }],
  ['known of nobody', '5101', { altitudeM: null }],
])('an altitude that is %s is told as that, to the rules and with the region', async (_, code, told) => {
  const id = await regionId(server, code);
  const client = testClient(server);
  const {
    rows: _rows,
    regionCodes: _codes,
    ...wages
  } = (await client.get<Wages>(`/wages?region=${id}`)).body;
  expect(wages).toEqual(told);
  const { altitudeM, altitudeAbout } = (await client.get<Region>(`/regions/${id}`)).body;
  expect({ altitudeM, ...(altitudeAbout !== undefined && { altitudeAbout }) }).toEqual(told);
});

test('names are said from the city down at home, and with the province elsewhere', async () => {
  const said = async (code: string) => placeNames((await regionByCode(server.deps, code))!);
  expect(await said(PLACES.ruyi)).toEqual(['昌都市', '卡若区', '如意乡']);
  expect(await said(PLACES.city)).toEqual(['昌都市']);
  expect(await said('5101')).toEqual(['四川省', '成都市']);
});

test('a subtree is the region and all below it', async () => {
  const ids = await subtreeOf(server.deps, await regionId(server, PLACES.city));
  expect(ids).toHaveLength(1 + 11 + 138 + 1175);
  expect(await subtreeOf(server.deps, 'ffffffffffffffffffffffff')).toEqual([]);
});
