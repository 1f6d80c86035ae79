import type { Import } from '@linggong/contracts/import.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';
import * as files from './fixtures/files.ts';
import type { ImportRecord } from './model.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());
describe('a run that breaks off', () => {
  const cutOff = (id: string, change: Partial<ImportRecord>) =>
    server.deps.models.imports.updateOne({ _id: id }, { $set: change });

  test('can be run again, and nothing is doubled', async () => {
    const { import: made } = await desk.upload(files.many(60), '断电');
    await desk.run(made.id);
    // As a process that died in the middle leaves it: some rows in, the lease not ended.
    const lines = Array.from({ length: 25 }, (_, i) => i + 2);
    const rows = await server.deps.models.importRows
      .find({ importId: new Types.ObjectId(made.id), line: { $in: lines } })
      .lean();
    await server.deps.models.gigs.deleteMany({ _id: { $in: rows.map((row) => row.gigId) } });
    await server.deps.models.importRows.updateMany(
      { _id: { $in: rows.map((row) => row._id) } },
      { $set: { outcome: 'new', gigId: null } },
    );
    const now = server.deps.clock().getTime();
    await cutOff(made.id, {
      state: 'running',
      lease: { token: 'of-a-dead-process', until: new Date(now + 20_000) },
    });
    expect((await desk.client.post<Problem>(`/imports/${made.id}/run`, { version: 1 })).body.code).toBe(
      'import.wrong_state',
    );
    await cutOff(made.id, { lease: { token: 'of-a-dead-process', until: new Date(now - 1) } });
    expect((await desk.settled(made.id)).state).toBe('failed');
    expect((await desk.run(made.id)).counts).toMatchObject({ imported: 60, new: 0 });
    expect(await desk.gigsOf(made.id)).toHaveLength(60);
  });

  test('two at once: one runs, the other is refused', async () => {
    const { import: made } = await desk.upload(files.many(30), '两个人点');
    const answers = await Promise.all([
      desk.client.post(`/imports/${made.id}/run`, { version: 1 }),
      desk.client.post(`/imports/${made.id}/run`, { version: 1 }),
      desk.client.post(`/imports/${made.id}/undo`),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, 409, 409]);
    await desk.settled(made.id);
    expect(await desk.gigsOf(made.id)).toHaveLength(30);
  });
});

test('5,000 rows are read and shown; 1,000 run while the server answers, and an undo empties the queue', async () => {
  const { import: all } = await desk.upload(files.many(5000), '大批');
  expect(all.counts).toMatchObject({ rows: 5000, new: 5000, error: 0 });
  const { import: made } = await desk.upload(files.many(1000), '大批');
  await expectStatus(desk.client.post<Import>(`/imports/${made.id}/run`, { version: 1 }), 202);
  expect((await desk.client.get('/regions')).status).toBe(200);
  expect(await desk.settled(made.id)).toMatchObject({
    state: 'done',
    counts: { imported: 1000, done: 1000 },
  });
  const importId = new Types.ObjectId(made.id);
  const waiting = () => server.deps.models.gigs.countDocuments({ importId, state: 'in_review' });
  expect(await waiting()).toBe(1000);
  expect(await server.deps.models.employers.countDocuments({ sourceName: '大批' })).toBe(10);
  expect(await desk.undo(made.id)).toMatchObject({ state: 'undone', counts: { undone: 1000, kept: 0 } });
  expect(await waiting()).toBe(0);
}, 300_000);
