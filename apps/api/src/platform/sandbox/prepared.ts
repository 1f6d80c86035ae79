import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const gather = fileURLToPath(new URL('./gather.ts', import.meta.url));
const root = new URL('../../../', import.meta.url);
const CACHE = fileURLToPath(new URL('node_modules/.cache/sandbox/', root));
/** Which libraries there are. */
const LOCKFILE = fileURLToPath(new URL('../../pnpm-lock.yaml', root));

/** What the engine is started with, when a snapshot is made and when it runs: they must be the same. */
export const ENGINE = [
  '--no-addons',
  '--disallow-code-generation-from-strings',
  '--disable-proto=delete',
  '--disable-warning=ExperimentalWarning',
];

type Source = [path: string, changedAt: number, bytes: number];

async function seen(path: string): Promise<Source> {
  const { mtimeMs, size } = await stat(path);
  return [path, mtimeMs, size];
}

async function isAsSources(snapshot: string): Promise<boolean> {
  try {
    await access(snapshot);
    const sources = JSON.parse(await readFile(`${snapshot}.json`, 'utf8')) as Source[];
    const now = await Promise.all(sources.map(([path]) => seen(path)));
    return JSON.stringify(now) === JSON.stringify(sources);
  } catch {
    return false;
  }
}

async function make(entry: string, snapshot: string): Promise<string> {
  const startedAt = Date.now();
  const folder = await mkdtemp(`${snapshot}-`);
  try {
    const gathered = join(folder, 'entry.cjs');
    const made = join(folder, 'snapshot');
    const list = join(folder, 'sources');
    const { stdout } = await run(process.execPath, [gather, entry, gathered], { env: {} });
    await run(process.execPath, [...ENGINE, '--snapshot-blob', made, '--build-snapshot', gathered], {
      env: {},
    });
    const paths = [...(JSON.parse(stdout) as string[]), LOCKFILE].filter((path) => existsSync(path));
    const sources = await Promise.all(paths.map(seen));
    // What changed while it was read is made once more, next time.
    const asRead = sources.map(([path, changedAt, bytes]) => [path, Math.min(changedAt, startedAt), bytes]);
    await writeFile(list, JSON.stringify(asRead));
    await rename(made, snapshot);
    await rename(list, `${snapshot}.json`);
    return snapshot;
  } finally {
    await rm(folder, { recursive: true });
  }
}

let ofThisProcess: string | undefined;

/** Where snapshots are kept; in an installation that nothing is written to, for as long as this process runs. */
async function folder(): Promise<string> {
  if (ofThisProcess) return ofThisProcess;
  try {
    await mkdir(CACHE, { recursive: true });
    await access(CACHE, constants.W_OK);
    return CACHE;
  } catch {
    const made = mkdtempSync(join(tmpdir(), 'linggong-prepared-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    ofThisProcess = made;
    return made;
  }
}

async function prepare(entry: string): Promise<string> {
  const key = createHash('sha256').update([process.version, process.arch, ...ENGINE, entry].join('\n'));
  const name = key.digest('hex').slice(0, 16);
  const shipped = join(CACHE, name);
  if (await isAsSources(shipped)) return shipped;
  const snapshot = join(await folder(), name);
  return (await isAsSources(snapshot)) ? snapshot : make(entry, snapshot);
}

const underWay = new Map<string, Promise<string>>();

/**
 * An entry of ours with all that it imports, loaded and ready: the file of a snapshot from which Node starts in a tenth
 * of the time. Always of the sources as they are: made anew where one of them has changed, else the one of before.
 */
export function prepared(entry: URL): Promise<string> {
  const path = fileURLToPath(entry);
  const before = underWay.get(path);
  if (before) return before;
  const made = prepare(path).finally(() => underWay.delete(path));
  underWay.set(path, made);
  return made;
}
