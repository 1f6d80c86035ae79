import type { StoredFile } from '@linggong/contracts/file.ts';
import type { Merge, Registered, Trail } from '@linggong/contracts/people.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Grant, OwnGrants } from '@linggong/contracts/proxy.ts';
import { makeOperator, makeWorker, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';

let server: TestServer;
let desk: TestClient;
let village: string;

beforeAll(async () => {
  server = await startTestServer();
  desk = (await makeOperator(server, PLACES.ruyi)).client;
  village = await regionId(server, '540302208203');
});
afterAll(() => server.close());

const register = (name: string) =>
  expectStatus(desk.post<Registered>('/people', { name, regionId: village }), 201);
const record = (
  person: { id: string },
  phone: string,
  consent: object = { kind: 'witness', witness: '次仁' },
  scopes = ['look', 'book'],
) =>
  desk.post<Grant & Problem>('/grants', {
    personId: person.id,
    phone,
    name: '儿子',
    relation: 'family',
    scopes,
    consent,
  });
const peopleOf = async ({ client }: { client: TestClient }) =>
  (await expectStatus(client.get<OwnGrants>('/me/grants'), 200)).held
    .filter(({ state }) => state === 'live')
    .map(({ person }) => person.id)
    .sort();

test('of two records that become one the grants are the one’s, each proxy once, and go back with it', async () => {
  const [kept, gone] = [await register('白玛央金'), await register('白玛央金卓玛')];
  const [son, both] = [await makeWorker(server), await makeWorker(server)];
  await expectStatus(record(gone, son.phone), 201);
  await expectStatus(record(gone, both.phone), 201);
  await expectStatus(record(kept, both.phone), 201);
  const merge = await expectStatus(desk.post<Merge>('/merges', { keptId: kept.id, goneId: gone.id }), 201);
  expect(await peopleOf(son)).toEqual([kept.id]);
  expect(await peopleOf(both)).toEqual([kept.id]);
  await expectStatus(desk.post(`/merges/${merge.id}/undo`), 200);
  expect(await peopleOf(son)).toEqual([gone.id]);
  expect(await peopleOf(both)).toEqual([kept.id, gone.id].sort());
});

test.each(['kept', 'gone'] as const)(
  'of two grants to one proxy the wider stays: that of the %s',
  async (wider) => {
    const [kept, gone] = [await register('德吉措'), await register('德吉错')];
    const son = await makeWorker(server);
    const grants = { kept: kept.id, gone: gone.id };
    for (const [side, id] of Object.entries(grants)) {
      const scopes = side === wider ? ['look', 'book', 'step_back'] : ['look'];
      await expectStatus(record({ id }, son.phone, undefined, scopes), 201);
    }
    const scopesOf = async () => {
      const { held } = await expectStatus(son.client.get<OwnGrants>('/me/grants'), 200);
      const live = held.filter(({ state }) => state === 'live');
      return live.map(({ person, scopes }) => `${person.id} ${scopes.length}`).sort();
    };
    const before = await scopesOf();
    const merge = await expectStatus(desk.post<Merge>('/merges', { keptId: kept.id, goneId: gone.id }), 201);
    expect(await scopesOf()).toEqual([`${kept.id} 3`]);
    await expectStatus(desk.post(`/merges/${merge.id}/undo`), 200);
    expect(await scopesOf()).toEqual(before);
  },
);

test('who closes their account acts for nobody, and nobody for them', async () => {
  const mother = await register('曲珍');
  const [son, uncle] = [await makeWorker(server), await makeWorker(server)];
  const held = await expectStatus(record(mother, son.phone), 201);
  const own = await expectStatus(
    son.client.post<Grant>('/me/grants', {
      phone: uncle.phone,
      name: '叔叔',
      relation: 'family',
      scopes: ['look'],
    }),
    201,
  );
  await expectStatus(son.client.post('/me/close', { phone: son.phone }), 204);
  const ended = async (id: string) =>
    (await server.deps.models.grants.findById(id).lean().orFail()).ended?.by;
  expect([await ended(held.id), await ended(own.id)]).toEqual(['proxy', 'person']);
  expect(await peopleOf(uncle)).toEqual([]);
});

test('a signed paper is seen by those whom it concerns, and is one person’s alone', async () => {
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();
  const form = () => {
    const sent = new FormData();
    sent.set('file', new File([new Uint8Array(photo)], 'paper.jpg', { type: 'image/jpeg' }));
    return sent;
  };
  const put = (client: TestClient) => client.send<StoredFile>('POST', '/files?kind=consent_paper', form());
  const son = await makeWorker(server);
  expect((await put(son.client)).status).toBe(403);
  const file = await expectStatus(put(desk), 201);
  const [one, two] = [await register('德吉'), await register('拉姆')];
  const paper = { kind: 'paper', fileId: file.id };
  const grant = await expectStatus(record(one, son.phone, paper), 201);
  expect(grant.consent.kind).toBe('paper');
  const again = await record(two, son.phone, paper);
  expect([again.status, again.body.code]).toEqual([404, 'file.not_found']);
  const [held] = (await expectStatus(son.client.get<OwnGrants>('/me/grants'), 200)).held;
  const open = (client: TestClient) =>
    fetch(`${server.url}${held!.consent.paper!.url}`, { headers: { cookie: client.cookie() } });
  expect([(await open(son.client)).status, (await open(desk)).status]).toEqual([200, 404]);
  const trail = await expectStatus(desk.get<Trail>(`/people/${one.id}/trail`), 200);
  expect(trail.items.map(({ kind }) => kind)).toContain('grant_recorded');
});
