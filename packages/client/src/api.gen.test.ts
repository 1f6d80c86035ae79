import { readFile } from 'node:fs/promises';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GENERATED, generated } from '../scripts/generated.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('the generated types are those of the API as it is: else `pnpm --filter @linggong/client generate`', async () => {
  const [fresh, kept] = await Promise.all([generated(server.url), readFile(GENERATED, 'utf8')]);
  const lines = new Set(kept.split('\n'));
  // Short, where it differs: the first of what is new.
  expect(
    fresh
      .split('\n')
      .filter((line) => !lines.has(line))
      .slice(0, 5),
  ).toEqual([]);
  expect(fresh === kept).toBe(true);
});
