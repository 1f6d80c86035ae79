import { makeOperator, PLACES } from '@linggong/testkit/builders.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sendPostings } from './send-postings.ts';

let server: TestServer;
let passedMs = 0;

beforeAll(async () => {
  server = await startTestServer({ clock: () => new Date(Date.now() + passedMs) });
});
afterAll(() => server.close());

/** An operator's number, some minutes after they got their last code. */
async function office(): Promise<string> {
  const { phone } = await makeOperator(server, PLACES.karuo);
  passedMs += 300_000;
  return phone;
}

const LIST = `编号,岗位名称,用工单位,招聘人数,工资待遇,结算方式,工作地点,联系人,联系电话
KR-1,仓库搬货,卡若顺通物流,4,220元/天,日结,昌都市卡若区城关镇,扎西,13908950001
KR-2,会场布置,卡若顺通物流,6,200元/天,日结,昌都市卡若区城关镇,扎西,13908950001
`;

test('an office sends its list in and hears what becomes of it', async () => {
  const phone = await office();
  const heard: { event: string; title: string }[] = [];
  const {
    shown,
    import: settled,
    live,
  } = await sendPostings({
    origin: server.url,
    phone,
    readCode: async () => server.sms.codeTo(phone),
    file: new File([LIST], '岗位.csv'),
    sourceName: '卡若区人社局',
    heard: ({ event, title }) => heard.push({ event, title }),
  });
  expect(shown.rows.map(({ externalId, outcome, errors }) => [externalId, outcome, errors])).toEqual([
    ['KR-1', 'new', []],
    ['KR-2', 'new', []],
  ]);
  expect(settled).toMatchObject({ state: 'done', counts: { imported: 2, error: 0 } });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(2), { timeout: 20_000 });
  live.close();
  expect(heard).toEqual([
    { event: 'queued', title: '仓库搬货' },
    { event: 'queued', title: '会场布置' },
  ]);
});

test('what the API refuses is an error with its code', async () => {
  const phone = await office();
  const sent = sendPostings({
    origin: server.url,
    phone,
    readCode: async () => '000000',
    file: new File([LIST], '岗位.csv'),
    sourceName: '卡若区人社局',
    heard: () => undefined,
  });
  await expect(sent).rejects.toThrow(/^auth\.code_wrong: /);
});
