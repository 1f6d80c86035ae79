import { writeFile } from 'node:fs/promises';
import { startTestServer } from '@linggong/testkit/server.ts';
import { GENERATED, generated } from './generated.ts';

/** Writes the types of the API anew, from the document that it serves: `pnpm --filter @linggong/client generate`. */
const server = await startTestServer();
try {
  await writeFile(GENERATED, await generated(server.url));
} finally {
  await server.close();
}
