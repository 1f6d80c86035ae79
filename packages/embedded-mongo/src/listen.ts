import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTH_DB, type Connection, newCredential, openConnection } from './auth/access.ts';
import { dispatch, failure } from './commands/dispatch.ts';
import { openFailPoints } from './commands/fail-points.ts';
import type { Engine } from './engine/engine.ts';
import { MongoError } from './errors.ts';
import { EmbeddedMongoError } from './start-errors.ts';
import { serveConnection } from './wire/connection.ts';
import type { Request } from './wire/message.ts';
import { openUnfinished } from './wire/unfinished.ts';

const MAX_CONNECTIONS = 1000;
/** So many more are told why they are not served; beyond that they are closed without a word. */
const MAX_REFUSED = 64;

export interface ListenOptions {
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
  const { port, auth } = options;
  const failPoints = options.testCommands ? openFailPoints() : undefined;
  const folder = port === undefined ? mkdtempSync(join(tmpdir(), 'linggong-')) : undefined;
  const path = folder && join(folder, 'db.sock');
  const signIn = auth ? newCredential() : undefined;
  const unfinished = openUnfinished(options.patienceMs);
  const served = new Map<Socket, Connection>();
  const sockets = new Set<Socket>();
  let address = path ?? '';
  let connections = 0;

  const server = createServer((socket) => {
    const connection = openConnection(++connections, address, signIn?.credential);
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      served.delete(socket);
    });
    if (served.size < MAX_CONNECTIONS || dropStranger(served)) {
      served.set(socket, connection);
      const handle = (request: Request) => {
        const answer = () => dispatch(engine, request, connection);
        return failPoints ? failPoints(request, connection, answer) : answer();
      };
      serveConnection(socket, connection, handle, unfinished);
      return;
    }
    connection.trusted = false;
    const refuse = async () => {
      setImmediate(() => socket.end());
      return failure(tooMany());
    };
    serveConnection(socket, connection, refuse, unfinished);
  });
  server.maxConnections = MAX_CONNECTIONS + MAX_REFUSED;
  try {
    await listening(server, path ?? { host: '127.0.0.1', port: port ?? 0 });
  } catch (error) {
    unfinished.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
    throw new EmbeddedMongoError('listen_failed', reason(error as NodeJS.ErrnoException, port));
  }
  if (path) chmodSync(path, 0o600);
  const bound = server.address();
  if (bound !== null && typeof bound === 'object') address = `127.0.0.1:${bound.port}`;
  const host = path ? encodeURIComponent(path) : address;
  return {
    url: signIn
      ? `mongodb://${signIn.userinfo}@${host}/linggong?directConnection=true&authSource=${AUTH_DB}`
      : `mongodb://${host}/linggong?directConnection=true`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      unfinished.close();
      await closed;
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
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
