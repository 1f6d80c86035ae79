import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type About, type LegalText, zMapTiles } from '@linggong/contracts/about.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseSettings, SettingsError } from '../../platform/settings.ts';
import { mapOf } from './map.ts';
import { parseText, readTexts } from './texts.ts';

let bare: TestServer;
let named: TestServer;
beforeAll(async () => {
  bare = await startTestServer();
  named = await startTestServer({
    settings: {
      OPERATOR_NAME: '昌都市人力资源和社会保障局',
      STATION_PHONE: '0895-4820000',
      STATION_HOURS: '周一到周五 9:00–18:00',
      ICP_NUMBER: '藏ICP备2026000001号-1',
    },
  });
});
afterAll(() => Promise.all([bare.close(), named.close()]));

const about = (server: TestServer) => expectStatus(testClient(server).get<About>('/about'), 200);
const text = (server: TestServer, kind: string) =>
  expectStatus(testClient(server).get<LegalText>(`/texts/${kind}`), 200);

test('what is not set is not made up', async () => {
  expect(await about(bare)).toMatchObject({
    operator: null,
    phone: null,
    hours: null,
    icp: null,
    police: null,
    map: null,
  });
  for (const kind of ['terms', 'privacy']) {
    const { blocks, title, version } = await text(bare, kind);
    expect(title).not.toBe('');
    expect(version).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(blocks.length).toBeGreaterThan(10);
    // No mark is left standing, and no line that would have named nobody.
    expect(JSON.stringify(blocks)).not.toMatch(/[{}]operator|\{\w+\}|null|undefined|本平台由/);
  }
});

test('what is set stands in the texts and is told', async () => {
  expect(await about(named)).toMatchObject({
    operator: '昌都市人力资源和社会保障局',
    phone: '0895-4820000',
    hours: '周一到周五 9:00–18:00',
    icp: '藏ICP备2026000001号-1',
    police: null,
  });
  const lines = (await text(named, 'privacy')).blocks.flatMap((block) => block.lines);
  expect(lines).toContain('处理者：昌都市人力资源和社会保障局（下面叫“我们”）。');
  expect(lines).toContain('联系电话：0895-4820000');
  // An address is not set: neither its own line, nor one that would name it among others.
  expect(lines.filter((line) => /^地址|运营单位：/.test(line))).toEqual([]);
});

test('the demo has its own, and nobody’s number', async () => {
  const demo = await startTestServer({ settings: { DEMO: '1' } });
  const { operator, phone, icp } = await about(demo);
  expect(operator).toContain('演示');
  expect(phone).toMatch(/0000000$/);
  expect(icp).toBeNull();
  await demo.close();
});

test('no other text is there', async () => {
  const { status } = await testClient(bare).get('/texts/settings');
  expect(status).toBe(400);
});

test('an operator’s own text takes the place of ours, the other stays', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'texts-'));
  await writeFile(
    path.join(folder, 'terms.md'),
    'version: 2027-02-01\r\n\r\n# 我们的协议\r\n\r\n第一句。\r\n- 一\r\n- {operator}\r\n',
  );
  const { terms, privacy } = readTexts(parseSettings({ TEXTS_DIR: folder }));
  expect(terms).toEqual({
    kind: 'terms',
    version: '2027-02-01',
    title: '我们的协议',
    blocks: [
      { kind: 'paragraph', lines: ['第一句。'] },
      { kind: 'list', lines: ['一'] },
    ],
  });
  expect(privacy.title).toBe('隐私政策');
});

test.each([
  ['no version', '# 协议\n正文'],
  ['no title', 'version: 1\n正文'],
  ['a version that can’t be one', 'version: 二〇二七年\n# 协议'],
  ['nothing', ''],
])('a text with %s stops the start', (_, source) => {
  expect(() => parseText('terms', source, {})).toThrow(SettingsError);
});

test('a folder that is not there stops the start', () => {
  expect(() => readTexts(parseSettings({ TEXTS_DIR: '/no/such/folder' }))).toThrow(SettingsError);
});

test.each([
  [
    'privacy',
    ['未满 14 岁', '出生日期', '留多久', '注销', '撤回', '查和复制', '短信服务商', '定下活的对方', '投诉'],
  ],
  ['terms', ['押金', '未满 16 岁', '举报', '注销', '最低工资']],
])('our %s says what the law wants said', async (kind, words) => {
  const said = (await text(bare, kind)).blocks.flatMap((block) => block.lines).join('\n');
  for (const word of words) expect(said).toContain(word);
});

test.each<[settings: Record<string, string>, map: object | null]>([
  [
    { MAP_PROVIDER: 'tianditu', MAP_KEY: 'a key/123' },
    { datum: 'wgs84', credit: '天地图' },
  ],
  [
    { MAP_PROVIDER: 'amap', MAP_KEY: 'abcdefgh' },
    { datum: 'gcj02', credit: '高德地图' },
  ],
  [
    { MAP_PROVIDER: 'own', MAP_TILES: 'http://127.0.0.1:9/{z}/{x}/{y}.png' },
    { datum: 'wgs84', layers: ['http://127.0.0.1:9/{z}/{x}/{y}.png'] },
  ],
  [{ MAP_PROVIDER: 'tianditu' }, null],
  [{ MAP_PROVIDER: 'own', MAP_KEY: 'abcdefgh' }, null],
  [{ MAP_KEY: 'abcdefgh' }, null],
])('a map is told where one is set: %j', (settings, map) => {
  const told = mapOf(parseSettings(settings));
  if (map === null) expect(told).toBeNull();
  else expect(zMapTiles.parse(told)).toMatchObject(map);
  for (const layer of told?.layers ?? []) {
    expect(layer).toMatch(/\{z\}.*|\{x\}.*/);
    expect(layer).not.toContain(' ');
    if (settings.MAP_KEY) expect(layer).toContain(encodeURIComponent(settings.MAP_KEY));
  }
});

test('tiles without a place in them are no tiles', () => {
  expect(() => parseSettings({ MAP_TILES: 'https://map.example.cn/{z}/{x}.png' })).toThrow(/MAP_TILES/);
  expect(() => parseSettings({ MAP_PROVIDER: 'google' })).toThrow(SettingsError);
});
