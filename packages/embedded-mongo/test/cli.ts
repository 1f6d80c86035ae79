import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, vi } from 'vitest';
import { startEmbeddedMongo } from '../src/server.ts';

export const MAIN = new URL('../src/cli/main.ts', import.meta.url).pathname;

/** Gives each test of a file a folder of its own, and ends after it what it has started. */
export function openCli() {
  let root: string;
  const children: ChildProcess[] = [];
  const opened: { close(): Promise<unknown> }[] = [];
  // Each step is a process of its own.
  vi.setConfig({ testTimeout: 240_000 });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'linggong-test-'));
  });
  afterEach(async () => {
    await end();
    for (const child of children.splice(0))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    rmSync(root, { recursive: true, force: true });
  });

  async function connect(url: string) {
    const client = await MongoClient.connect(url, { serverSelectionTimeoutMS: 5000 });
    opened.push(client);
    return client;
  }

  /** Closes the servers and clients of the test, the last one first. */
  async function end(): Promise<void> {
    for (const one of opened.splice(0).reverse()) await one.close();
  }

  function launch(command: string, args: string[], cwd: string) {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].on('data', (chunk) => {
        output[name] += chunk;
      });
    return { child, output };
  }

  return {
    /** A file or folder in the test's folder; that one itself without a name. */
    at: (name = '') => join(root, name),
    opened,
    connect,
    end,
    /** A server in this process, and its database. */
    async start(dataDir: string, options = {}) {
      const server = await startEmbeddedMongo({ dataDir, ...options });
      opened.push(server);
      return { server, db: (await connect(server.url)).db() };
    },
    /** Starts a process that goes on; resolves with its first line. */
    async serve(command: string, args: string[], cwd = root) {
      const { child, output } = launch(command, args, cwd);
      children.push(child);
      await new Promise<void>((resolve) => {
        child.stdout.on('data', () => {
          if (output.stdout.includes('\n')) resolve();
        });
        child.once('exit', () => resolve());
      });
      return { child, url: output.stdout.split('\n')[0]!, stderr: () => output.stderr };
    },
    /** Runs the command to its end. */
    async run(...args: string[]) {
      const { child, output } = launch(process.execPath, [MAIN, ...args], root);
      const [code] = (await once(child, 'close')) as [number];
      return { code, stdout: output.stdout, stderr: output.stderr.trim() };
    },
  };
}
