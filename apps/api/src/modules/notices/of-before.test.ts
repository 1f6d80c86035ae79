import { NOTICE_KINDS, type NoticeKind, type NoticesPage } from '@linggong/contracts/notice.ts';
import { datedTime } from '@linggong/rules/dated.ts';
import { datesInSource } from '@linggong/rules/words/in-source.ts';
import { makeWorker } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { Types } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compose } from './compose.ts';
import type { NoticeRecord } from './model.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const at = new Date('2026-11-20T01:00:00Z');
const when = new Date('2026-11-24T00:00:00Z');
/** As they were stored until notices were kept as what they say and not as words. */
const ofBefore = (kind: NoticeKind, personId: string): NoticeRecord => ({
  _id: new Types.ObjectId(),
  personId: new Types.ObjectId(personId),
  key: `${kind}:before`,
  kind,
  title: `定了：{when:${when.getTime()}}，如意乡搬货`,
  body: `{when:${when.getTime()}} 见。`,
  href: '/my',
  gigId: null,
  bookingId: null,
  pace: 'at_once',
  begins: null,
  notAfter: null,
  at,
  readAt: null,
  via: [],
});

test.each(NOTICE_KINDS)('a %s that was stored in words says them', async (kind) => {
  const { client, personId } = await makeWorker(server);
  const stored = ofBefore(kind, personId);
  await server.deps.models.notices.insertMany([stored]);
  const said = {
    title: `定了：${datedTime(when, datesInSource())}，如意乡搬货`,
    body: `${datedTime(when, datesInSource())} 见。`,
  };
  const { items } = await expectStatus(client.get<NoticesPage>('/me/notices'), 200);
  expect(items).toEqual([
    expect.objectContaining({ ...said, kind, icon: server.deps.notices.kind(kind).icon, href: '/my' }),
  ]);
  expect(compose(server.deps, [stored])).toMatchObject(said);
});
