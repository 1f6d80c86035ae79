import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEngine } from '../../src/engine/engine.ts';
import { checkEntries } from '../../src/storage/check.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { openRaw } from '../raw.ts';
import { type Client, indexAlong, reshape, writeAlong } from './load.ts';
import { type Model, readAll, type States } from './model.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

/** How a request ends whose server was killed. */
const GONE = new Set(['ABORT_ERR', 'ECONNRESET', 'EPIPE']);

async function serve(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [CHILD], {
    // What a killed server leaves of its socket goes with the test's folder.
    env: { ...process.env, DATA_DIR: dataDir, TMPDIR: dirname(dataDir) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: String(line).trim() };
}

/**
 * Starts a server on the folder, sends again what was left unanswered, loads it for a while and kills it. With
 * `logAlone` all that it writes stays in its log.
 */
export async function killUnderLoad(
  dataDir: string,
  clients: Client[],
  model: Model,
  milliseconds: number,
  { logAlone = false } = {},
): Promise<string[]> {
  const { child, url } = await serve(dataDir);
  const raws = await Promise.all([...clients, undefined].map(() => openRaw(url)));
  if (logAlone) await raws[0]!.command('admin', { linggongHoldCheckpoints: 1 });
  const problems: string[] = [];
  const [shaper, ...writers] = clients;
  if (model.settled.size === 0)
    await raws[0]!.command('linggong', {
      createIndexes: 'docs',
      indexes: [{ key: { u: 1 }, name: 'u', unique: true, sparse: true }],
    });
  for (const [i, client] of clients.entries()) problems.push(...(await askAgain(client, raws[i]!, model)));
  const load = [
    reshape(shaper!, raws[0]!, model),
    ...writers.map((client, i) => writeAlong(client, raws[i + 1]!, model)),
    indexAlong(raws.at(-1)!, model),
  ];
  const ended = Promise.allSettled(load);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await once(child, 'exit');
  for (const one of await ended)
    if (one.status === 'rejected' && !GONE.has(one.reason.code)) problems.push(String(one.reason.stack));
  return problems;
}

/** Says again what was not answered before the crash: done once, whether it was done before or not. */
async function askAgain(
  client: Client,
  raw: Awaited<ReturnType<typeof openRaw>>,
  model: Model,
): Promise<string[]> {
  const { last } = client;
  client.last = undefined;
  if (!last) return [];
  const { command, done, commit } = last;
  const was = [...done].every(([key, state]) => (model.settled.get(key) ?? null) === state);
  const reply = await raw.command(command.$db ?? 'linggong', command);
  const ok = reply.ok === 1 && !reply.writeErrors;
  if (was && !ok) return [`done before the crash, and refused again: ${JSON.stringify([command, reply])}`];
  if (commit && !was && reply.code !== 251)
    return [`a transaction that was lost answered its commit with ${JSON.stringify(reply)}`];
  // Not done before, it may meet a unique value that another client has taken meanwhile.
  if (!commit && !ok && (reply.writeErrors?.[0]?.code ?? reply.code) !== 11000)
    return [`a retry was refused: ${JSON.stringify([command, reply])}`];
  if (ok) model.settle(client.name, done);
  return [];
}

/** What is wrong between documents and indexes of a folder that nobody serves. */
export function checkFolder(dataDir: string): string[] {
  const sql = openDatabase(dataDir);
  const { problems } = checkEntries(sql);
  sql.close();
  return problems;
}

/** Opens a folder without a server and compares all in it with the model, and the indexes with the documents. */
export function examine(dataDir: string, model: Model): { problems: string[]; states: States } {
  const problems = checkFolder(dataDir);
  const engine = openEngine(dataDir, 3_600_000);
  try {
    const states = readAll(engine);
    problems.push(...model.compare(states));
    const names = new Set(engine.catalog.find('linggong', 'docs')?.indexes.map(({ name }) => name));
    for (const [name, state] of model.indexes) {
      if (state === 'there' && !names.has(name)) problems.push(`index ${name} is gone`);
      if (state === 'gone' && names.has(name)) problems.push(`index ${name} is there again`);
      model.indexes.set(name, names.has(name) ? 'there' : 'gone');
    }
    return { problems, states };
  } finally {
    engine.close();
  }
}
