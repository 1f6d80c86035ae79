import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { packageManager, engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const stamp = path.join(root, 'node_modules', '.installed');
// npm is told to be quiet by .npmrc; that it can't fetch something must be read all the same.
const NPX = ['--yes', '--loglevel=error'];
const startedByNpm = process.env.npm_lifecycle_event !== undefined;
const onWindows = process.platform === 'win32';

/** Puts the repository's own tools, its Node among them, before all others for everything that is started. */
export function withLocalTools() {
  const least = Number(/\d+/.exec(engines.node)[0]);
  if (Number(process.versions.node.split('.')[0]) < least) {
    throw new Error(`Needs Node ${engines.node}; this is ${process.version}.`);
  }
  process.chdir(root);
  process.env.PATH = [path.join(root, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter);
  process.env.TURBO_TELEMETRY_DISABLED = '1';
  // Sources are stripped of their types and compiled once, not at each start.
  process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'compile');
  // With a heap of its own for each of its threads (glibc) a server holds 13 MiB more from its start on.
  process.env.MALLOC_ARENA_MAX ??= '1';
  // What is so large goes back to the system when it is freed. Left to itself glibc keeps ever larger pieces: 4 to 18 MiB.
  process.env.MALLOC_MMAP_THRESHOLD_ ??= '131072';
  // Settings of the npm that runs us are not meant for the tools that we start.
  for (const name of Object.keys(process.env))
    if (/^npm_(config|package|lifecycle)_/i.test(name) && !/registry|proxy|cafile|cache/i.test(name))
      delete process.env[name];
}

/** What an installation depends on, as one hash. */
function wanted() {
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** Installs what the lockfile pins, unless that is what is there. */
export async function install() {
  const now = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  console.error('Installing what the repository needs (once; about a minute) ...');
  await run('npx', [...NPX, packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    quietly: true,
  });
  writeFileSync(stamp, now);
}

/**
 * Runs a command to its end; throws an error with its exit code where it fails. Ctrl-C reaches the command by
 * itself, so that it can stop cleanly: this process only waits for it. With `quietly` its output is shown only
 * where it fails. With `endWithParent` it ends when the npm that started us is gone: npm ends its shell, not us.
 */
export function run(command, args, { env = {}, quietly = false, endWithParent = false } = {}) {
  const [file, all] = command === 'pnpm' ? ['npx', [...NPX, packageManager, ...args]] : [command, args];
  const child = spawn(file, all, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quietly ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    shell: onWindows,
  });
  const output = [];
  if (quietly) {
    const dots = setInterval(() => process.stderr.write('.'), 2000);
    child.once('close', () => {
      clearInterval(dots);
      process.stderr.write('\n');
    });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
  }
  const wait = () => {};
  const pass = () => child.kill('SIGTERM');
  process.on('SIGINT', wait);
  process.on('SIGTERM', pass);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (startedByNpm && process.ppid !== parent) pass();
  }, 500);
  if (!endWithParent) clearInterval(watch);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', pass);
      clearInterval(watch);
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(
        Object.assign(new Error(`${command} failed`), { exitCode: code ?? (signal === 'SIGINT' ? 130 : 1) }),
      );
    });
  });
}

/** Runs several commands side by side until one of them ends; then ends the others. */
export async function runAll(commands) {
  await Promise.race(commands.map(([command, args, options]) => run(command, args, options)));
  process.kill(0, 'SIGTERM');
}
