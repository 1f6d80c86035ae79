import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const MAIN = path.resolve(import.meta.dirname, '../../apps/api/src/main.ts');
const READY_MS = 120_000;

export type Product = {
  url: string;
  dataDir: string;
  /** The processes in which it reads files of partners just now. */
  readers(): number[];
  /** Ends it as a power cut would: no warning, no clean-up. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does, or as another signal; resolves with the exit code. */
  stop(signal?: 'SIGINT' | 'SIGTERM'): Promise<number | null>;
};

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });

/** What reads files runs without permissions, see the API's sandbox. */
function readersOf(parent: number | undefined): number[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return all.split('\n').flatMap((line) => {
    const [pid, of, ...args] = line.trim().split(/\s+/);
    return Number(of) === parent && args.includes('--permission') ? [Number(pid)] : [];
  });
}

/** Starts the whole product as `npm start` does, in a process of its own, and waits until it answers. */
export async function startProduct(options: {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
}): Promise<Product> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      VITEST: '',
      DEMO: '1',
      PORT: String(options.port ?? 0),
      DATA_DIR: options.dataDir,
      MONGODB_URL: '',
      LOG_LEVEL: 'error',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`${why}\n${said}`));
    const timer = setTimeout(() => fail('The product did not get ready.'), READY_MS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`The product ended with ${code}.`);
    });
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  });
  return {
    url,
    dataDir: options.dataDir,
    readers: () => readersOf(child.pid),
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    stop(signal = 'SIGINT') {
      child.kill(signal);
      return ended(child);
    },
  };
}

/** A folder for a product's data that goes with the test. */
export async function dataFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'linggong-e2e-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** As `dataFolder`, with the demo data in it already, as of when the tests began. */
export async function demoFolder() {
  const data = await dataFolder();
  if (process.env.DEMO_DATA) await cp(process.env.DEMO_DATA, data.folder, { recursive: true });
  return data;
}
