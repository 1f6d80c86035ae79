import { startEmbeddedMongo } from '../../src/server.ts';

/** The process that is killed: serves a data folder and says where. */
const { url } = await startEmbeddedMongo({ dataDir: process.env.DATA_DIR!, sweepMs: 100 });
process.stdout.write(`${url}\n`);
