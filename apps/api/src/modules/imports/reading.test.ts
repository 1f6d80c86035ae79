import type { ImportPreview, Imports } from '@linggong/contracts/import.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportDesk, importDesk, importForm } from './fixtures/desk.ts';
import { many } from './fixtures/files.ts';

const clock = movableClock();
const ROWS = 900;
let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  desk = await importDesk(server);
});
afterAll(() => server.close());

const send = (bytes: Buffer, source: string, prefer?: string) =>
  desk.client.send<ImportPreview & Problem>('POST', '/imports', importForm(bytes, source), {
    headers: prefer ? { prefer } : {},
  });
const look = async (id: string) =>
  (await expectStatus(desk.client.get<ImportPreview>(`/imports/${id}`), 200)).import;
const stateIn = (id: string, state: string) =>
  expect.poll(async () => (await look(id)).state, { interval: 50 }).toBe(state);

test('who asks for it has an answer before all rows are read, sees how far it is, and can’t sign it off by then', async () => {
  const answer = await send(many(ROWS), '慢慢读', 'respond-async, wait=0');
  expect(answer.status).toBe(201);
  const { id, state, counts, columns, sourceName } = answer.body.import;
  expect({ state, sourceName, rows: counts.rows }).toEqual({
    state: 'reading',
    sourceName: '慢慢读',
    rows: ROWS,
  });
  expect(columns.map(({ field }) => field)).toContain('employerName');
  expect(counts.done).toBeLessThan(ROWS);
  const leftOut = await desk.client.get<Problem>(`/imports/${id}/errors.csv`);
  expect(leftOut).toMatchObject({
    status: 409,
    body: { code: 'import.wrong_state', detail: expect.stringContaining('还没有读完') },
  });
  const run = await desk.client.post<Problem>(`/imports/${id}/run`, { version: 1 });
  expect([run.status, run.body.code]).toEqual([409, 'import.wrong_state']);
  const seen: number[] = [];
  await expect
    .poll(
      async () => {
        const { state: now, counts: by } = await look(id);
        if (now === 'reading') seen.push(by.done);
        return now;
      },
      { interval: 20 },
    )
    .toBe('preview');
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  const read = await look(id);
  expect(read).toMatchObject({ version: 1, counts: { rows: ROWS, new: ROWS, done: 0 } });
  expect((await desk.client.get(`/imports/${id}/errors.csv`)).status).toBe(200);
  expect(await server.deps.models.importRows.countDocuments({ importId: new Types.ObjectId(id) })).toBe(ROWS);
});

test('a small file is read before the answer, and who doesn’t ask waits for all of a large one', async () => {
  const small = await send(many(3), '小表', 'respond-async, wait=60');
  expect(small.body.import).toMatchObject({ state: 'preview', counts: { new: 3 } });
  const large = await send(many(ROWS), '大表');
  expect(large.body.import).toMatchObject({ state: 'preview', counts: { new: ROWS } });
});

test('what is wrong with a file is said at once, and nothing of it is kept', async () => {
  const before = await server.deps.models.imports.countDocuments({});
  const answer = await send(Buffer.from('%PDF-1.7'), '坏的', 'respond-async, wait=0');
  expect([answer.status, answer.body.code]).toEqual([422, 'import.unreadable']);
  expect(await server.deps.models.imports.countDocuments({})).toBe(before);
});

test('a reading that breaks off is said so, leaves no rows, and can’t be signed off', async () => {
  const answer = await send(many(ROWS), '断了', 'respond-async, wait=0');
  const { id } = answer.body.import;
  // Someone else has it by now, as after a restart.
  const _id = new Types.ObjectId(id);
  await server.deps.models.imports.updateOne({ _id }, { $set: { 'lease.token': 'another' } });
  await stateIn(id, 'unread');
  const { said, counts } = await look(id);
  expect(said.join()).toContain('读到一半断了');
  expect(counts.new).toBeLessThan(ROWS);
  expect(await server.deps.models.importRows.countDocuments({ importId: _id })).toBe(0);
  expect((await desk.client.post(`/imports/${id}/run`, { version: 1 })).status).toBe(409);
  expect(await desk.client.get(`/imports/${id}/errors.csv`)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('再传一次') },
  });
});

test('a reading without a sign of life, of a process that is gone, is over', async () => {
  const { import: made } = await desk.upload(many(2), '没声了');
  const lease = { token: 'gone', until: new Date(clock.now().getTime() + 1000) };
  const _id = new Types.ObjectId(made.id);
  await server.deps.models.imports.updateOne({ _id }, { $set: { state: 'reading', lease } });
  expect((await look(made.id)).state).toBe('reading');
  clock.advance({ seconds: 2 });
  expect((await look(made.id)).state).toBe('unread');
  const { items } = await expectStatus(desk.client.get<Imports>('/imports'), 200);
  expect(items.find(({ id }) => id === made.id)?.state).toBe('unread');
});
