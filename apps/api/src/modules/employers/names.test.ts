import type { Employer } from '@linggong/contracts/employer.ts';
import type { Flag } from '@linggong/contracts/flag.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Problem } from '@linggong/contracts/problem.ts';
import type { Review } from '@linggong/contracts/review.ts';
import {
  buildPosting,
  makeEmployer,
  makeOperator,
  makeWorker,
  PLACES,
  publishGig,
  regionId,
  submitGig,
} from '@linggong/testkit/builders.ts';
import { expectStatus, testClient } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importDesk } from '../imports/fixtures/desk.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const keysOf = (flags: readonly Flag[]) => flags.map(({ rule, field, level }) => `${level} ${rule}@${field}`);

describe('where an employer registers', () => {
  const register = async (name: string) => {
    const { client } = await makeWorker(server);
    const input = { name, kind: 'business', regionId: await regionId(server, PLACES.karuo) };
    return client.post<Employer & Problem>('/employers', input);
  };

  test.each([
    '先交押金200加微信abc12345',
    '13800138000联系',
    '扎西超市 １３８００１３８０００',
    '扎西\n13800138000',
  ])('a way to get in touch is no name: %j', async (name) => {
    const { status, body } = await register(name);
    expect([status, body.code, body.errors?.map(({ path }) => path)]).toEqual([
      400,
      'request.invalid',
      ['name'],
    ]);
    expect(body.errors![0]!.message).toContain('名称里不要写电话');
    expect(await server.deps.models.employers.countDocuments({ name: /13800138000|abc12345/ })).toBe(0);
  });

  test('a name is one line', async () => {
    expect((await register('昌都\n劳务')).body.name).toBe('昌都 劳务');
  });
});

describe('a doubtful name', () => {
  const FLAG = 'ask crime.gambling@employer';
  const named = () => makeEmployer(server, { name: '博彩公司高薪' });

  test('is flagged with each posting, at every door, and nothing of it is public at once', async () => {
    const boss = await named();
    const posting = await buildPosting(server);
    const checked = await boss.client.post<{ flags: Flag[] }>('/gigs/check', {
      employerId: boss.employerId,
      posting,
    });
    expect(keysOf(checked.body.flags)).toContain(FLAG);
    const gig = await submitGig(server, boss);
    expect([gig.state, keysOf(gig.flags).includes(FLAG)]).toEqual(['in_review', true]);
    expect((await testClient(server).get(`/gigs/${gig.id}`)).status).toBe(404);
    const desk = await makeOperator(server, PLACES.karuo);
    const { gig: seen } = await expectStatus(desk.client.get<Review>(`/review/${gig.id}`), 200);
    expect(keysOf(seen.flags)).toContain(FLAG);
    // What an operator let pass is theirs to answer for.
    const decision = { decision: 'approve', revision: gig.revision };
    const passed = await desk.client.post<ManagedGig>(`/review/${gig.id}/decisions`, decision);
    expect(passed.body.state).toBe('published');
  });

  test('of one who is honest, nothing is', async () => {
    const boss = await makeEmployer(server, { name: '昌都市博彩虹印刷厂' });
    const gig = await publishGig(server, boss);
    expect([gig.state, gig.flags]).toEqual(['published', []]);
  });
});

test('a file’s employers are flagged in its preview, and with what comes of it', async () => {
  const desk = await importDesk(server);
  const rows = [
    'N-1,保洁,博彩公司高薪,西藏昌都卡若区',
    'N-2,保洁,扎西超市13800138000,西藏昌都卡若区',
    'N-3,保洁,扎西超市,西藏昌都卡若区',
  ];
  const shown = await desk.upload(Buffer.from(['编号,岗位,用工单位,地区', ...rows].join('\n')), '外地来的');
  const ofName = (flags: readonly Flag[]) => keysOf(flags.filter(({ field }) => field === 'employer'));
  const { importRows, gigs } = server.deps.models;
  const read = await importRows.find({ importId: shown.import.id }).sort({ line: 1 }).lean();
  const expected = [
    expect.arrayContaining(['ask crime.gambling@employer']),
    ['ask bait.contact@employer'],
    [],
  ];
  expect(read.map(({ flags }) => ofName(flags))).toEqual(expected);
  await desk.run(shown.import.id);
  const made = await gigs.find({ importId: shown.import.id }).sort({ 'source.externalId': 1 }).lean();
  expect(made.map(({ flags }) => ofName(flags))).toEqual(expected);
});
