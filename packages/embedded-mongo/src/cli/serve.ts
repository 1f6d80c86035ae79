import { openEngine } from '../engine/engine.ts';
import { listen } from '../listen.ts';
import { pathOption, readOptions, UsageError } from './options.ts';

function portOption(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port takes 0 to 65535, not '${text}'`);
  return port;
}

/** The stand-alone database: prints its URL and serves until a signal ends it. */
export async function serve(args: string[]): Promise<void> {
  const { data, port, auth } = readOptions(args, {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    auth: { type: 'boolean', default: true },
  });
  const dataDir = data === undefined ? undefined : pathOption(data);
  const where = { dataDir, port: portOption(port), auth };
  const engine = openEngine(dataDir);
  const server = await listen(engine, where).catch((error: unknown) => {
    engine.close();
    throw error;
  });
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await server.close();
    engine.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  process.stdout.write(`${server.url}\n`);
  if (data === undefined) console.error('Without --data everything is in memory, and gone at the end.');
}
