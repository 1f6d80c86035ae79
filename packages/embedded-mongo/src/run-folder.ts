import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PREFIX = 'linggong-db-';
const SOCKET = 'db.sock';
const URL_FILE = 'url';
/** Systems take no longer name of a unix socket: 104 bytes on macOS, 108 on Linux. */
const MAX_SOCKET_BYTES = 100;

/**
 * The folder of what a running server needs and others of this user must find: its socket, and its URL for the
 * operator's tools. It is within the data folder, made anew by whoever holds that folder's lock, so that a killed
 * server leaves nothing behind that the next start would not clear away.
 */
const runFolder = (dataDir: string) => join(resolve(dataDir), 'run');

export const socketIn = (folder: string) => join(folder, SOCKET);

/** The folders of a server that is starting. Only for who holds the data file's lock. */
export function openFolders(dataDir: string | undefined) {
  const run = dataDir === undefined ? undefined : makeRunFolder(dataDir);
  const made = run === undefined ? [] : [run];
  return {
    run,
    /** Where its socket may be, in order of preference. */
    *forSocket(): Generator<string> {
      if (run && Buffer.byteLength(socketIn(run)) <= MAX_SOCKET_BYTES) yield run;
      removeLeftOvers().catch(() => undefined);
      const temporary = mkdtempSync(join(tmpdir(), PREFIX));
      made.push(temporary);
      yield temporary;
    },
    noteUrl(url: string): void {
      if (run === undefined) return;
      try {
        const file = join(run, URL_FILE);
        writeFileSync(`${file}.new`, `${url}\n`, { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch {
        // A full disk: the tools can't find this server, everyone else can.
      }
    },
    remove(): void {
      for (const folder of made) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Folders = ReturnType<typeof openFolders>;

/** Clears what a killed server has left; undefined where the disk has no room for a folder. */
function makeRunFolder(dataDir: string): string | undefined {
  const folder = runFolder(dataDir);
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    chmodSync(folder, 0o700);
    return folder;
  } catch {
    return undefined;
  }
}

/** The URL of the server that holds a data folder; undefined where it has left none. */
export function notedUrl(dataDir: string): string | undefined {
  try {
    return readFileSync(join(runFolder(dataDir), URL_FILE), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Removes the folders of killed servers: those with a socket at which nobody answers. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(tmpdir(), name);
    const { uid, mtimeMs } = await stat(folder);
    if (uid !== process.getuid?.() || Date.now() - mtimeMs < 10_000) continue;
    if (await answers(socketIn(folder))) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'),
    );
  });
}
