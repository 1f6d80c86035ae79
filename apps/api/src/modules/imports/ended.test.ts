import type { Me } from '@linggong/contracts/account.ts';
import type { ImportPreview } from '@linggong/contracts/import.ts';
import type { Review } from '@linggong/contracts/review.ts';
import { makeOperator, makeWorker, PLACES } from '@linggong/testkit/builders.ts';
import { expectStatus, type TestClient } from '@linggong/testkit/client.ts';
import { movableClock } from '@linggong/testkit/clock.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';

const clock = movableClock();
let server: TestServer;
let desk: ImportDesk;
let colleague: TestClient;
beforeAll(async () => {
  server = await startTestServer({ clock: clock.now });
  desk = await importDesk(server);
  colleague = (await makeOperator(server, PLACES.karuo)).client;
});
afterAll(() => server.close());

const HEAD = '岗位编号,岗位,企业,工作地点,薪资,结算,人数,工作时间,工作内容,有效期至';
const DEALERS = '甲乙丙丁戊己庚';
/** Rows that can be public; valid for ten days from now. */
function file(pay = '200元/天', count = 1): Buffer {
  const until = new Date(clock.now().getTime() + 10 * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from(DEALERS.slice(0, count), (dealer, at) =>
    [
      `P-${at + 1},装卸工,${dealer}店,昌都市卡若区城关镇茶马广场,${pay},日结,3,9:00-18:00`,
      `把货从车上搬到库房码齐,${until}`,
    ].join(','),
  );
  return Buffer.from([HEAD, ...rows].join('\n'));
}

type Gig = Awaited<ReturnType<ImportDesk['gigsOf']>>[number];
const gigNow = async ({ _id }: Gig): Promise<Gig> => (await server.deps.models.gigs.findById(_id).lean())!;
async function decide(gig: Gig, decision: 'approve' | 'return' | 'refuse'): Promise<void> {
  const { gig: seen } = await expectStatus(colleague.get<Review>(`/review/${gig._id}`), 200);
  const body = { decision, revision: seen.revision, reason: '写得不清楚，补上再来' };
  await expectStatus(colleague.post(`/review/${gig._id}/decisions`, body), 201);
}
/** What a member of the employer does, whom an operator let in. */
async function end(gig: Gig, how: 'close' | 'withdraw'): Promise<void> {
  await decide(gig, 'approve');
  const { client } = await makeWorker(server);
  const { accountId } = await expectStatus(client.get<Me>('/me'), 200);
  await server.deps.models.memberships.insertMany([
    {
      _id: new Types.ObjectId(),
      accountId: new Types.ObjectId(accountId),
      role: 'employer',
      employerId: gig.employerId,
      regionId: null,
      createdAt: clock.now(),
    },
  ]);
  await expectStatus(client.post(`/gigs/${gig._id}/${how}`, {}), 200);
}

/** A row each, in this order; the last by the clock, when the others have ended. */
const ENDS: [string, string, (gig: Gig) => Promise<void>, string][] = [
  ['returned', 'returned', (gig) => decide(gig, 'return'), '退回过'],
  [
    'returned after it was public',
    'returned',
    async (gig) => {
      await decide(gig, 'approve');
      await decide(await gigNow(gig), 'return');
    },
    '退回过',
  ],
  ['refused', 'refused', (gig) => decide(gig, 'refuse'), '没通过'],
  [
    'taken down',
    'refused',
    async (gig) => {
      await decide(gig, 'approve');
      await decide(await gigNow(gig), 'refuse');
    },
    '下架了',
  ],
  ['withdrawn', 'withdrawn', (gig) => end(gig, 'withdraw'), '撤下了'],
  ['closed', 'closed', (gig) => end(gig, 'close'), '招满关闭了'],
  [
    'expired',
    'published',
    async (gig) => {
      await decide(gig, 'approve');
      clock.advance({ days: 12 });
    },
    '过期了',
  ],
];

describe('what has ended', () => {
  const source = '下线来源';
  const firsts: Gig[] = [];
  let same: Buffer;
  let again: ImportPreview;
  let wanted: ImportPreview;
  let unwanted: ImportPreview;
  let next: ImportPreview;
  let held: ImportPreview;
  let changed: ImportPreview;

  beforeAll(async () => {
    same = file('200元/天', ENDS.length);
    const { import: made } = await desk.upload(same, source);
    await desk.run(made.id);
    const gigs = await desk.gigsOf(made.id);
    for (const [at, [, , finish]] of ENDS.entries()) {
      const gig = gigs.find((one) => one.source!.externalId === `P-${at + 1}`)!;
      firsts.push(gig);
      await finish(gig);
    }
    again = await desk.upload(same, source);
    wanted = await map(again.import.id, true);
    unwanted = await map(again.import.id, false);
    next = await desk.upload(file('220元/天', ENDS.length), source);
    expect((await desk.run(next.import.id)).counts).toMatchObject({ imported: ENDS.length, duplicate: 0 });
    held = await desk.upload(file('220元/天', ENDS.length), source);
    changed = await desk.upload(file('230元/天', ENDS.length), source);
  });
  const map = (id: string, withEnded: boolean) =>
    expectStatus(
      desk.client.put<ImportPreview>(`/imports/${id}/mapping`, {
        sourceName: source,
        withEnded,
        columns: [],
      }),
      200,
    );
  const cases = ENDS.map(([name, state, , word], at) => ({ name, state, word, at }));

  test.each(cases)(
    '$name: is named where a row says the very same, and is not silently there already',
    ({ state, word, at }) => {
      expect(again.import.withEnded).toBe(false);
      expect(again.rows[at]).toMatchObject({ outcome: 'duplicate', gigId: String(firsts[at]!._id) });
      expect(again.rows[at]!.notes[0]).toMatch(new RegExp(`^和岗位 \\d{3}-\\d{3}是同一条，那条${word}`));
      expect(again.rows[at]!.notes[0]).toContain(
        state === 'returned' ? '要改的还没有改' : '勾上“已经结束的，没改也再发一次”',
      );
      expect(wanted.import.withEnded).toBe(true);
      expect(wanted.rows[at]!.outcome).toBe(state === 'returned' ? 'duplicate' : 'new');
      expect(unwanted.rows[at]!.outcome).toBe('duplicate');
    },
  );

  test.each(cases)(
    '$name: gives its id to a row that says something else, which is a gig of its own',
    async ({ name, state, word, at }) => {
      const externalId = `P-${at + 1}`;
      expect(next.rows[at]).toMatchObject({ outcome: 'new', externalId });
      const said = next.rows[at]!.notes.filter((note) => note.includes(word));
      // Only what an operator decided is theirs to look at again.
      expect(said).toHaveLength(['closed', 'expired'].includes(name) ? 0 : 1);
      const gig = (await desk.gigsOf(next.import.id)).find((one) => one.source!.externalId === externalId)!;
      expect(gig).toMatchObject({ state: 'in_review', source: { name: source } });
      expect(gig.posting.source?.externalId).toBe(externalId);
      // The earlier one is as it was, but for its place among the ids.
      const before = await gigNow(firsts[at]!);
      expect(before.state).toBe(name === 'returned' ? 'withdrawn' : state);
      expect(before.posting).toEqual(firsts[at]!.posting);
      // And the new one holds the id: the same file again is there already.
      expect(held.rows[at]!.outcome).toBe('duplicate');
      expect(changed.rows[at]!.outcome).toBe('changed');
    },
  );
});

test('sent again unchanged where that is wanted, it is one more gig, and an undo leaves the earlier one', async () => {
  const source = '再发一次';
  const same = file();
  const { import: made } = await desk.upload(same, source);
  await desk.run(made.id);
  const [first] = (await desk.gigsOf(made.id)) as [Gig];
  await end(first, 'close');
  const again = await desk.upload(same, source);
  const body = { sourceName: source, withEnded: true, columns: [] };
  await expectStatus(desk.client.put(`/imports/${again.import.id}/mapping`, body), 200);
  expect((await desk.run(again.import.id)).counts).toMatchObject({ imported: 1 });
  expect(await desk.undo(again.import.id)).toMatchObject({ counts: { undone: 1 } });
  expect((await server.deps.models.gigs.findById(first._id).lean())!.state).toBe('closed');
  const { import: third } = await desk.upload(file('240元/天'), source);
  expect(third.counts).toMatchObject({ new: 1 });
});

test('what goes on keeps its id: nothing of it is released by a row that changed', async () => {
  const source = '还在招';
  const { import: made } = await desk.upload(file(), source);
  await desk.run(made.id);
  await decide((await desk.gigsOf(made.id))[0]!, 'approve');
  const next = await desk.upload(file('260元/天'), source);
  expect(next.import.counts).toMatchObject({ new: 0, changed: 1 });
  expect(next.rows[0]!.notes[0]).toMatch(/^编号和岗位 \d{3}-\d{3}相同，工资变了，没有再导入。/);
});
