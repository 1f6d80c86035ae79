import { chmodSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { AUTH_DB, type Connection, newCredential, openConnection } from './auth/access.ts';
import { dispatch, failure } from './commands/dispatch.ts';
import { openFailPoints } from './commands/fail-points.ts';
import type { Engine } from './engine/engine.ts';
import { MongoError } from './errors.ts';
import { type Folders, openFolders, socketIn } from './run-folder.ts';
import { EmbeddedMongoError } from './start-errors.ts';
import { serveConnection } from './wire/connection.ts';
import type { Request } from './wire/message.ts';
import { openUnfinished } from './wire/unfinished.ts';

const MAX_CONNECTIONS = 1000;
/** So many more are told why they are not served; beyond that they are closed without a word. */
const MAX_REFUSED = 64;

export interface ListenOptions {
  /** Where the data is, held by this process; undefined in memory. */
  dataDir?: string | undefined;
  /** A port of the loopback, 0 for any; undefined is a unix socket where there are any. */
  port: number | undefined;
  /** Whether clients must know the password that is in the URL. */
  auth: boolean;
  /** Takes `configureFailPoint`. */
  testCommands?: boolean | undefined;
  /** How long one message may take to come, in milliseconds; a minute where not given. */
  patienceMs?: number;
}

export interface Listening {
  url: string;
  /** Ends all connections; resolves when the last is gone. */
  close(): Promise<void>;
}

/** Takes clients for an engine. Throws EmbeddedMongoError `listen_failed`. */
export async function listen(engine: Engine, options: ListenOptions): Promise<Listening> {
  const { dataDir, port, auth } = options;
  const failPoints = options.testCommands ? openFailPoints() : undefined;
  const signIn = auth ? newCredential() : undefined;
  const unfinished = openUnfinished(options.patienceMs);
  const served = new Map<Socket, Connection>();
  const sockets = new Set<Socket>();
  let address = '';
  let connections = 0;

  const server = createServer((socket) => {
    const connection = openConnection(++connections, address, signIn?.credential);
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      served.delete(socket);
      connection.gone = true;
    });
    if (served.size < MAX_CONNECTIONS || dropStranger(served)) {
      served.set(socket, connection);
      const handle = (request: Request) => {
        const answer = () => dispatch(engine, request, connection);
        return failPoints ? failPoints(request, connection, answer) : answer();
      };
      serveConnection(socket, connection, handle, unfinished, engine.clock.now);
      return;
    }
    connection.trusted = false;
    const refuse = async () => {
      setImmediate(() => socket.end());
      return failure(tooMany());
    };
    serveConnection(socket, connection, refuse, unfinished, engine.clock.now);
  });
  server.maxConnections = MAX_CONNECTIONS + MAX_REFUSED;
  const folders = openFolders(dataDir);
  try {
    if (port === undefined) address = await listenOnSocket(server, folders);
    else {
      await listening(server, { host: '127.0.0.1', port });
      address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    }
  } catch (error) {
    unfinished.close();
    folders.remove();
    throw new EmbeddedMongoError('listen_failed', reason(error as NodeJS.ErrnoException, port));
  }
  const host = port === undefined ? encodeURIComponent(address) : address;
  const url = signIn
    ? `mongodb://${signIn.userinfo}@${host}/linggong?directConnection=true&authSource=${AUTH_DB}`
    : `mongodb://${host}/linggong?directConnection=true`;
  folders.noteUrl(url);
  return {
    url,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      unfinished.close();
      await closed;
      folders.remove();
    },
  };
}

/** In the data folder, or where that can't have a socket (a long name, some file systems) in a temporary one. */
async function listenOnSocket(server: Server, folders: Folders): Promise<string> {
  for (const folder of folders.forSocket()) {
    const path = socketIn(folder);
    try {
      await listening(server, path);
      chmodSync(path, 0o600);
      return path;
    } catch (error) {
      if (folder !== folders.run) throw error;
    }
  }
  throw new Error('no folder for a socket');
}

function listening(server: Server, where: string | { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function reason({ code, message }: NodeJS.ErrnoException, port: number | undefined): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another process`;
  return `Could not listen${port === undefined ? '' : ` on port ${port}`}: ${message}`;
}

const tooMany = () =>
  new MongoError('TooManyFilesOpen', `There are too many open connections: ${MAX_CONNECTIONS}`);

/** Makes room by ending a connection that has not signed in; one that has not even said hello goes first. */
function dropStranger(served: Map<Socket, Connection>): boolean {
  const strangers = [...served].filter(([, { trusted }]) => !trusted);
  const [socket] = strangers.find(([, { greeted }]) => !greeted) ?? strangers[0] ?? [];
  if (!socket) return false;
  served.delete(socket);
  socket.destroy();
  return true;
}
