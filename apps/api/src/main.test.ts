import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';

type Started = {
  child: ChildProcess;
  output: () => { out: string; err: string };
  code: Promise<number | null>;
};

const children: ChildProcess[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'linggong-main-'));
  folders.push(made);
  return made;
}

function run(script: 'main.ts' | 'cli.ts', env: Record<string, string>, args: string[] = []): Started {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [path.join(import.meta.dirname, script), ...args], {
    env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'error', PAGES: '0', ...env },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  return { child, output: () => said, code: new Promise((resolve) => child.once('close', resolve)) };
}

async function untilUp({ output, code }: Started): Promise<string> {
  let over = false;
  void code.then(() => {
    over = true;
  });
  for (;;) {
    const url = /is at (http:\S+)/.exec(output().out)?.[1];
    if (url) return url;
    if (over) throw new Error(`It ended: ${output().err}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('it starts on nothing but an empty folder, says where it is, and stops in order', async () => {
  const DATA_DIR = await folder();
  const first = run('main.ts', { DATA_DIR, DEMO: '1' });
  const url = await untilUp(first);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(first.output().out).toContain('扎西次仁');

  const port = new URL(url).port;
  const other = await folder();
  const rivals = [run('main.ts', { DATA_DIR }), run('main.ts', { DATA_DIR: other, PORT: port })];
  expect(await Promise.all(rivals.map(({ code }) => code))).toEqual([1, 1]);
  const [folderInUse, portInUse] = rivals.map(({ output }) => output().err.trim());
  expect(folderInUse).toContain(`${DATA_DIR} is in use`);
  expect(portInUse).toBe(`Port ${port} is in use. Set PORT to another one.`);

  first.child.kill('SIGTERM');
  expect(await first.code).toBe(0);
  expect(first.output().err).toBe('');
  // What it let go of can be opened again.
  const again = run('cli.ts', { DATA_DIR }, ['grant-operator', '138 0000 1111', '540302']);
  expect(await again.code).toBe(0);
  expect(again.output().out.trim()).toBe('138****1111 is an operator of 卡若区 now (卡若区零工站).');
}, 180_000);

test('a number that was changed by command is told so by the server, when it starts', async () => {
  const DATA_DIR = await folder();
  const [from, to] = ['13800001111', '13900002222'];
  for (const args of [
    ['grant-admin', from],
    ['change-phone', from, to],
  ]) {
    const command = run('cli.ts', { DATA_DIR }, args);
    expect(await command.code, command.output().err).toBe(0);
    expect(command.output().err).toBe('');
  }
  let taken: (body: string) => void = () => undefined;
  const message = new Promise<string>((resolve) => {
    taken = resolve;
  });
  const gateway = createServer(async (request, response) => {
    taken((await request.toArray()).join(''));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  try {
    const SMS_WEBHOOK_URL = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`;
    const SMS_WEBHOOK_SECRET = `whsec_${Buffer.from('a secret of some length, for tests').toString('base64')}`;
    const server = run('main.ts', { DATA_DIR, SMS_PROVIDER: 'webhook', SMS_WEBHOOK_URL, SMS_WEBHOOK_SECRET });
    await untilUp(server);
    const { to: told, text } = JSON.parse(await message) as { to: string; text: string };
    expect(told).toBe(`+86${from}`);
    expect(text).toContain(`尾号 ${to.slice(-4)}`);
  } finally {
    gateway.close();
  }
}, 180_000);

test('what it can’t go on with is one line, and it ends with 1', async () => {
  const MONGODB_URL = 'mongodb://user:hunter2@127.0.0.1:1/';
  const attempts = [
    run('main.ts', { DATA_DIR: await folder(), PORT: 'abc' }),
    run('main.ts', { DATA_DIR: await folder(), MONGODB_URL }),
    run('cli.ts', { DATA_DIR: await folder() }, ['grant-operator', '13800001111', '000000']),
  ];
  expect(await Promise.all(attempts.map(({ code }) => code))).toEqual([1, 1, 1]);
  expect(attempts.map(({ output }) => output().out)).toEqual(['', '', '']);
  expect(attempts.map(({ output }) => output().err)).toEqual([
    expect.stringMatching(/^Setting PORT="abc": .+\n$/),
    expect.stringMatching(/^Can't reach the database at mongodb:\/\/\*\*\*@127\.0\.0\.1:1\/: .+\n$/),
    'No region has the code 000000.\n',
  ]);
}, 120_000);
