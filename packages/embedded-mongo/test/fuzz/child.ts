import { openEngine } from '../../src/engine/engine.ts';
import { listen } from '../../src/listen.ts';

/**
 * The server in the main thread of a process of its own, so that whatever nobody caught ends it, and so that its memory
 * can be told: on each line that comes in it prints what is in use after a collection. Needs `--expose-gc`.
 */
const PATIENCE_MS = Number(process.env.PATIENCE_MS ?? 60_000);
const engine = openEngine(undefined);
const { url } = await listen(engine, { port: undefined, auth: false, patienceMs: PATIENCE_MS });
const say = (line: unknown) => process.stdout.write(`${line}\n`);
process.stdin.on('data', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  say(heapUsed + external);
});
say(url);
