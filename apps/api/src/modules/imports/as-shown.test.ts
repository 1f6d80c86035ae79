import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());

test('a word in quotes at the beginning of a cell is part of it', async () => {
  const lines = [
    '编号,岗位,企业,人数,薪资',
    'B-1,"大"仓库搬运,渝北快运,3,200元/天',
    'B-2,保洁,渝江物业,2,"150元/天"',
  ];
  const { rows, import: found } = await desk.upload(Buffer.from(lines.join('\n')), '引号协作');
  expect(rows.map(({ posting }) => posting.title)).toEqual(['"大"仓库搬运', '保洁']);
  expect((await desk.run(found.id)).counts.imported).toBe(2);
});
