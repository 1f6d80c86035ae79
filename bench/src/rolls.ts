import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { workbook } from '@linggong/api/modules/imports/fixtures/workbook.ts';
import { people, rollCells, rollForm } from '@linggong/api/modules/rolls/fixtures/people.ts';
import type { Roll, RollPreview } from '@linggong/contracts/roll.ts';
import { endOnSignals, figure, progress } from './figures.ts';
import type { ServerCalls } from './import/server.ts';
import { startChild } from './live/ipc.ts';

/**
 * A county's roll of 2,000 people as XLSX: from sending the file until all are registered, with nobody there to choose
 * anything; the same again with one in ten changed; and both taken back. Nobody may be in the register twice.
 *
 * cpu: seconds of the product's own process with its database in it. It rests between pieces, so that others find the
 *   database free: what has passed is more.
 */
const ROWS = Number(process.env.ROWS ?? 2000);
const CHANGED = Math.floor(ROWS / 10);
const LOOK_MS = 500;

endOnSignals();
const dataDir = await mkdtemp(join(tmpdir(), 'linggong-bench-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
const server = startChild<ServerCalls>('../import/server.ts');
const { port, cookie } = await server.call('start', { dataDir, gigs: 1 });
const base = `http://127.0.0.1:${port}/api/v1`;

async function ask<T>(method: string, path: string, body?: FormData): Promise<T> {
  const answer = await fetch(`${base}${path}`, { method, headers: { cookie }, body });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
const { items } = await ask<{ items: { id: string }[] }>('GET', `/regions?q=${encodeURIComponent('如意乡')}`);

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  await server.call('settle');
  await server.call('count');
  const at = performance.now();
  const result = await work();
  figure(`rolls.${name}_s`, (performance.now() - at) / 1000, 's');
  figure(`rolls.${name}.cpu`, (await server.call('counted')).cpu, 's');
  return result;
}

async function ended(id: string, state: Roll['state']): Promise<Roll> {
  for (;;) {
    const { roll } = await ask<RollPreview>('GET', `/rolls/${id}`);
    if (roll.state === state) return roll;
    await setTimeout(LOOK_MS);
  }
}
const send = (all: ReturnType<typeof people>) =>
  ask<RollPreview>('POST', '/rolls', rollForm(workbook(rollCells(all)), items[0]!.id, '花名册.xlsx'));
async function carryOut({ roll }: RollPreview): Promise<Roll> {
  await ask('POST', `/rolls/${roll.id}/run`);
  return ended(roll.id, 'done');
}
async function takeBack({ id }: Roll): Promise<Roll> {
  await ask('POST', `/rolls/${id}/undo`);
  return ended(id, 'undone');
}
function expect(what: string, found: number, wanted: number): void {
  if (found !== wanted) throw new Error(`${what}: ${found} of ${wanted}`);
}

const all = people(ROWS);
const changed = all.map((one, at) => (at % 10 === 0 ? { ...one, skills: '电焊' } : one));
// What is asked for the first time is compiled.
await takeBack(await carryOut(await send(people(20))));
progress('rolls', 0, 4);
const first = await step('2000', async () => carryOut(await send(all)));
expect('registered', first.counts.registered, ROWS);
const again = await step('again', async () => carryOut(await send(changed)));
expect('updated', again.counts.updated, CHANGED);
expect('the same', again.counts.same, ROWS - CHANGED);
await step('again_undo', () => takeBack(again));
const back = await step('undo', () => takeBack(first));
expect('taken back', back.counts.undone + back.counts.kept, ROWS);
await server.call('stop');
await server.stop();
