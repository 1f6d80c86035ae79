import { randomBytes } from 'node:crypto';
import { type EmbeddedMongo, startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';

let embedded: Promise<EmbeddedMongo> | undefined;
let users = 0;

/** A database of its own on one server per test worker: `MONGODB_URL`, or else the embedded one, in memory. */
export async function borrowDatabase() {
  const given = process.env.MONGODB_URL;
  users += 1;
  if (!given) embedded ??= startEmbeddedMongo();
  return {
    url: given ?? (await embedded!).url,
    name: `test_${randomBytes(6).toString('hex')}`,
    /** Ends the embedded server with its last user. */
    async giveBack() {
      users -= 1;
      if (users > 0 || !embedded) return;
      const server = embedded;
      embedded = undefined;
      await (await server).close();
    },
  };
}
