import type { Doubles, Registered } from '@linggong/contracts/people.ts';
import type { Roll, RollPreview } from '@linggong/contracts/roll.ts';
import { makeOperator, makeWorker, nextPhone, PLACES, regionId } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { migratePeople } from '../people/fixtures/migrate.ts';
import { people, rollCsv, rollForm } from './fixtures/people.ts';
import { rollMigrations } from './migrations.ts';

let server: TestServer;
let desk: TestClient;
let place: string;
beforeAll(async () => {
  server = await startTestServer();
  desk = (await makeOperator(server, PLACES.karuo)).client;
  place = await regionId(server, PLACES.ruyi);
}, 120_000);
afterAll(() => server.close());

const send = (file: Buffer, client = desk) =>
  client.send<RollPreview>('POST', '/rolls', rollForm(file, place));
const roll = async (id: string) => (await expectStatus(desk.get<RollPreview>(`/rolls/${id}`), 200)).roll;
async function ended(id: string, state: Roll['state']): Promise<Roll> {
  await vi.waitFor(async () => expect((await roll(id)).state).toBe(state), {
    timeout: 60_000,
    interval: 300,
  });
  return roll(id);
}
const registered = () => server.deps.models.entries.countDocuments();

test('a roll of 300, and the same again with 20 changed', { timeout: 240_000 }, async () => {
  const all = people(300);
  const first = await expectStatus(send(rollCsv(all)), 201);
  expect(first.roll.counts).toMatchObject({
    rows: 300,
    new: 300,
    same: 0,
    changed: 0,
    doubtful: 0,
    leftOut: 0,
  });
  expect(first.roll.columns.filter(({ why }) => why).map(({ header, why }) => [header, why])).toEqual([
    ['民族', 'not_kept'],
    ['谁家的', 'unknown'],
  ]);
  // Nothing of a number but its end is answered with, or kept.
  const stored = JSON.stringify(await server.deps.models.rollRows.find().lean());
  for (const { id } of all.slice(0, 20)) {
    expect(JSON.stringify(first)).not.toContain(id);
    expect(stored).not.toContain(id);
  }
  await expectStatus(desk.post(`/rolls/${first.roll.id}/run`), 202);
  expect((await ended(first.roll.id, 'done')).counts).toMatchObject({ registered: 300, new: 0 });
  expect(await registered()).toBe(300);

  const changed = all.map((one, at) => (at < 20 ? { ...one, skills: '电焊' } : one));
  const again = await expectStatus(send(rollCsv(changed)), 201);
  expect(again.roll.counts).toMatchObject({ new: 0, same: 280, changed: 20 });
  expect(again.rows[0]?.changes).toEqual([{ field: '会干的活', before: '砌墙', after: '电焊' }]);
  await desk.put(`/rolls/${again.roll.id}/choices`, {
    rows: [{ line: again.rows[0]!.line, choice: 'leave' }],
  });
  await expectStatus(desk.post(`/rolls/${again.roll.id}/run`), 202);
  expect((await ended(again.roll.id, 'done')).counts).toMatchObject({ updated: 19, changed: 1 });
  expect(await registered()).toBe(300);

  await expectStatus(desk.post(`/rolls/${again.roll.id}/undo`), 202);
  expect((await ended(again.roll.id, 'undone')).counts).toMatchObject({ undone: 19, kept: 0 });
  // Whom the second roll touched was only put back: the first one can't be taken away under who was changed since.
  await expectStatus(desk.post(`/rolls/${first.roll.id}/undo`), 202);
  const last = await ended(first.roll.id, 'undone');
  expect(last.counts.undone + last.counts.kept).toBe(300);
  expect(await registered()).toBe(last.counts.kept);
});

test('who is in the register already by the same number is noticed, and no longer once the roll is taken back', async () => {
  const phone = nextPhone();
  const input = { name: '仁青卓玛', regionId: place, phone };
  const before = await expectStatus(desk.post<Registered>('/people', input), 201);
  const [one] = people(1);
  const { roll: sent } = await expectStatus(send(rollCsv([{ ...one!, name: '仁青措', phone }])), 201);
  await expectStatus(desk.post(`/rolls/${sent.id}/run`), 202);
  await ended(sent.id, 'done');
  const doubles = async () => (await expectStatus(desk.get<Doubles>('/doubles'), 200)).items;
  const doublesOf = async () =>
    (await expectStatus(desk.get<Registered>(`/people/${before.id}`), 200)).doubles;
  expect(await doubles()).toMatchObject([{ why: ['phone'] }]);
  expect(await doublesOf()).toBe(1);
  await expectStatus(desk.post(`/rolls/${sent.id}/undo`), 202);
  await ended(sent.id, 'undone');
  expect(await doubles()).toEqual([]);
  expect(await doublesOf()).toBe(0);
});

test('only who is over the place may, and others know of none', async () => {
  const { roll: mine } = await expectStatus(send(rollCsv(people(2))), 201);
  const other = (await makeOperator(server, PLACES.jiangda)).client;
  const worker = (await makeWorker(server)).client;
  expect((await send(rollCsv(people(2)), other)).status).toBe(403);
  expect((await send(rollCsv(people(2)), worker)).status).toBe(403);
  expect((await other.get(`/rolls/${mine.id}`)).status).toBe(404);
  expect((await other.post(`/rolls/${mine.id}/run`)).status).toBe(404);
});

test('what is broken in a row is said, and nothing of it is guessed', async () => {
  const file = Buffer.from(
    [
      '姓名,身份证号,出生日期,电话',
      '扎西,5.42121E+17,1970-01-02,1.39E+10',
      '卓玛,542121197001020011,1970-13-02,',
      ',,1970-01-01,13900000000',
      '=1+1,,1971,',
    ].join('\n'),
  );
  const { rows } = await expectStatus(send(file), 201);
  expect(rows.map(({ outcome, marks }) => [outcome, marks.length > 0])).toEqual([
    ['new', true],
    ['new', true],
    ['left_out', false],
    ['new', expect.any(Boolean)],
  ]);
});

test('the same rounded number in two rows is of neither, and they are two people', async () => {
  const file = Buffer.from(
    ['姓名,身份证号', '尼玛次仁,540302198701141000', '格桑央金,540302198701141000'].join('\n'),
  );
  const { rows, roll: sent } = await expectStatus(send(file), 201);
  expect(sent.counts).toMatchObject({ new: 2, leftOut: 0, marked: 2 });
  expect(
    rows.map(({ name, nameBo, idLastFour, birthDate }) => [name, nameBo, idLastFour, birthDate]),
  ).toEqual([
    ['尼玛次仁', '', '', '1987-01-14'],
    ['格桑央金', '', '', '1987-01-14'],
  ]);
});

test('Tibetan names of before that have no Tibetan letter are emptied, others stay', async () => {
  const { entries, rollRows } = server.deps.models;
  const make = async (nameBo: string) =>
    (await expectStatus(desk.post<Registered>('/people', { name: '白玛曲珍', nameBo, regionId: place }), 201))
      .id;
  const [wrong, right] = [await make('白玛曲珍'), await make('པདྨ།')];
  await rollRows.updateOne({}, { $set: { 'said.nameBo': '白玛曲珍' } });
  await migratePeople(server.deps);
  for (const { run } of rollMigrations) await run(server.deps);
  expect(await entries.findById(wrong).lean()).toMatchObject({ nameBo: '', nameBoKey: '' });
  expect(await entries.findById(right).lean()).toMatchObject({
    nameBo: 'པདྨ།',
    nameBoKey: expect.stringMatching(/./),
  });
  expect(await rollRows.countDocuments({ 'said.nameBo': '白玛曲珍' })).toBe(0);
});
