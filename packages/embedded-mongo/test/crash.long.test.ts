import { randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UUID } from 'bson';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEngine } from '../src/engine/engine.ts';
import type { Client } from './crash/load.ts';
import { openModel, readAll, type States } from './crash/model.ts';
import { checkFolder, examine, killUnderLoad } from './crash/round.ts';

/** How often the server is killed; KILLS=200 for a campaign. */
const KILLS = Number(process.env.KILLS ?? 4);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linggong-crash-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const newClients = (n: number): Client[] =>
  Array.from({ length: n }, (_, i) => ({
    name: `c${i}`,
    lsid: { id: new UUID() },
    number: 0,
    serial: 0,
    last: undefined,
  }));

test(
  `killed ${KILLS} times under load, it keeps what it acknowledged and halves nothing`,
  async () => {
    const dataDir = join(folder, 'data');
    const [model, clients] = [openModel(), newClients(6)];
    let retried = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      const problems = await killUnderLoad(dataDir, clients, model, 20 + Math.random() * 1200);
      retried += clients.filter(({ last }) => last).length;
      // Every other time the log of the killed server is left for the next one to recover from.
      const copy = kill % 2 === 0 ? dataDir : join(folder, 'copy');
      if (copy !== dataDir) cpSync(dataDir, copy, { recursive: true });
      problems.push(...examine(copy, model).problems);
      if (copy !== dataDir) rmSync(copy, { recursive: true });
      expect({ kill, problems }).toEqual({ kill, problems: [] });
    }
    const requests = [...model.history.values()].reduce((sum, list) => sum + list.length, 0);
    console.info(`${KILLS} kills, ${requests} acknowledged requests, ${retried} without an answer`);
    expect(requests).toBeGreaterThan(KILLS);
  },
  60_000 + KILLS * 20_000,
);

/** Whether the states of one client are those after some number of its requests. */
function isPrefix(states: States, history: States[], last: States | undefined): boolean {
  const keys = new Set([...history, ...(last ? [last] : [])].flatMap((one) => [...one.keys()]));
  const now: States = new Map([...keys].map((key) => [key, null]));
  const wrong = new Set([...keys].filter((key) => (states.get(key) ?? null) !== null));
  if (wrong.size === 0) return true;
  for (const step of [...history, ...(last ? [last] : [])]) {
    for (const [key, state] of step) {
      now.set(key, state);
      if ((states.get(key) ?? null) === state) wrong.delete(key);
      else wrong.add(key);
    }
    if (wrong.size === 0) return true;
  }
  return false;
}

test('a log whose end is torn or garbled opens to what it was at some moment before', async () => {
  const dataDir = join(folder, 'data');
  const [model, clients] = [openModel(), newClients(4)];
  expect(await killUnderLoad(dataDir, clients, model, 700, { logAlone: true })).toEqual([]);
  const [main, log] = [join(dataDir, 'linggong.sqlite'), join(dataDir, 'linggong.sqlite-wal')];
  expect(existsSync(log)).toBe(true);
  // The log has not been copied into the file yet: only its own end is at stake, as after a power cut.
  const size = statSync(log).size;
  expect(statSync(main).size).toBeLessThan(size);
  let lost = 0;
  for (let i = 0; i < 12; i++) {
    const copy = join(folder, `torn${i}`);
    cpSync(dataDir, copy, { recursive: true });
    const torn = join(copy, 'linggong.sqlite-wal');
    const at = Math.floor(size * (0.3 + 0.7 * Math.random()));
    if (i % 3 === 0) truncateSync(torn, at);
    else {
      const bytes = readFileSync(torn);
      const noise = randomBytes(i % 3 === 1 ? 1 : 4096);
      noise.copy(bytes, at);
      writeFileSync(torn, bytes);
    }
    const engine = openEngine(copy, 3_600_000);
    const states = readAll(engine);
    engine.close();
    expect(checkFolder(copy)).toEqual([]);
    for (const { name, last } of clients.slice(1))
      expect([name, isPrefix(states, model.history.get(name) ?? [], last?.done)]).toEqual([name, true]);
    if (states.size < model.settled.size) lost++;
    rmSync(copy, { recursive: true });
  }
  expect(lost).toBeGreaterThan(0);
}, 120_000);
